/**
 * Coefficients c[1..order] of linear prediction, x[n] ~ sum of c[i] x[n - i], by Burg's method (1967): the error of
 * prediction in both directions is least, and what is predicted from it never grows.
 *
 * @returns [order], c[1] first; zeros for silence
 */
export function linearPrediction(signal: Float32Array, order: number): Float64Array {
  let forward = Float64Array.from(signal);
  let backward = Float64Array.from(signal);
  let coefficients = new Float64Array(order);
  for (let m = 0; m < order && m + 1 < signal.length; m++) {
    const k = reflection(forward, backward, m);
    const [f, b, c] = [forward.slice(), backward.slice(), coefficients.slice()];
    for (let n = m + 1; n < signal.length; n++) {
      f[n] = forward[n]! - k * backward[n - 1]!;
      b[n] = backward[n - 1]! - k * forward[n]!;
    }
    c[m] = k;
    for (let i = 0; i < m; i++) c[i] = coefficients[i]! - k * coefficients[m - 1 - i]!;
    [forward, backward, coefficients] = [f, b, c];
  }
  return coefficients;
}

/** The share of the backward errors, one sample before, that is in the forward errors. */
function reflection(forward: Float64Array, backward: Float64Array, m: number): number {
  let products = 0;
  let powers = 0;
  for (let n = m + 1; n < forward.length; n++) {
    const [f, b] = [forward[n]!, backward[n - 1]!];
    products += f * b;
    powers += f * f + b * b;
  }
  return powers > 0 ? (2 * products) / powers : 0;
}

/** What comes after `signal` if it goes on as predicted, [length]: tones go on and fade, noise dies away at once. */
export function predictNext(signal: Float32Array, coefficients: Float64Array, length: number): Float32Array {
  const all = new Float64Array(signal.length + length);
  all.set(signal);
  for (let n = signal.length; n < all.length; n++) {
    let next = 0;
    for (let i = 0; i < Math.min(n, coefficients.length); i++) {
      next += coefficients[i]! * all[n - 1 - i]!;
    }
    all[n] = next;
  }
  return Float32Array.from(all.subarray(signal.length));
}
