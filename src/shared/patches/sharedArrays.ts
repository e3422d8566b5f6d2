/** Arrays in memory that all threads share. */

/** Numbers in 0..1 as whole ones in 0..255. */
export function shareLevels(values: Float32Array): Uint8Array {
  const shared = sharedBytes(values.length);
  for (let i = 0; i < values.length; i++) {
    shared[i] = Math.min(255, Math.max(0, Math.round(values[i]! * 255)));
  }
  return shared;
}

/** Zeros. */
export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

/** Zeros, or a value all over. */
export function sharedInts(length: number, value = 0): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT)).fill(value);
}

/** Zeros. */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}
