import type { Rng } from '../rng.js';

/**
 * `signal` (full scale 1) as whole numbers of `bits` bits (8 to 24), clipped to their range. With `rng`, triangular noise
 * of two steps' width is added first (TPDF dither): the rounding error then has zero mean and constant power
 * whatever the signal, instead of being distortion (Lipshitz, Wannamaker & Vanderkooy 1992).
 */
export function quantise(signal: Float32Array, bits: number, rng?: Rng): Int32Array {
  const scale = 2 ** (bits - 1);
  // Int32Array.from would hold all values as numbers of 8 bytes first.
  const out = new Int32Array(signal.length);
  for (let i = 0; i < out.length; i++) {
    const dither = rng ? rng.uniform() - rng.uniform() : 0;
    const value = Math.round(signal[i]! * scale + dither);
    out[i] = Math.min(scale - 1, Math.max(-scale, value));
  }
  return out;
}
