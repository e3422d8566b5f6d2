/**
 * The first `count` functions of the orthonormal cosine transform (DCT-II) of `length` values: column k is frequency k, so
 * values [1, length] times this are their coefficients, and coefficients times its transpose the values again.
 *
 * @param count 1 to `length`
 * @returns [length, count]
 */
export function dctBasis(length: number, count: number): Float64Array {
  const basis = new Float64Array(length * count);
  for (let i = 0; i < length; i++) {
    for (let k = 0; k < count; k++) {
      const norm = Math.sqrt((k === 0 ? 1 : 2) / length);
      basis[i * count + k] = norm * Math.cos((Math.PI * k * (i + 0.5)) / length);
    }
  }
  return basis;
}
