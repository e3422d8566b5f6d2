/**
 * Periodic Hann window [size], 0.5 - 0.5 cos(2 pi k / size). Periodic, not symmetric, so that windows shifted
 * by size/2, size/4, ... add up to a constant.
 */
export function hannWindow(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => 0.5 - 0.5 * Math.cos((2 * Math.PI * k) / size));
}

/** Modified Bessel function of the first kind and order zero, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * Symmetric Kaiser window [size] (size >= 2); side lobes fall with `beta` (8 gives about 80 dB of stop band
 * in a windowed-sinc filter).
 */
export function kaiserWindow(size: number, beta: number): Float64Array {
  const scale = besselI0(beta);
  return Float64Array.from({ length: size }, (_, k) => {
    const x = (2 * k) / (size - 1) - 1;
    return besselI0(beta * Math.sqrt(Math.max(0, 1 - x * x))) / scale;
  });
}
