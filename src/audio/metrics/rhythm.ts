import type { Spectrogram } from './analysis.js';

/** As in the features that are optimised: a full-scale sine maps to 6.9, and what is 60 dB below it to 0.7. */
const KAPPA = 1000;

/** Spectral flux of each frame but the first: the sum of all rises of the compressed magnitudes (Dixon 2006). */
export function spectralFlux({ frames, bins, fftSize, magnitude }: Spectrogram): Float32Array {
  const scale = (4 * KAPPA) / fftSize;
  const compressed = magnitude.map((m) => Math.log1p(scale * m));
  const flux = new Float32Array(Math.max(0, frames - 1));
  for (let t = 1; t < frames; t++) {
    let rises = 0;
    for (let i = t * bins; i < (t + 1) * bins; i++) {
      rises += Math.max(0, compressed[i]! - compressed[i - bins]!);
    }
    flux[t - 1] = rises;
  }
  return flux;
}

/** Pearson's correlation of two series, over the length of the shorter; 0 if one is constant. */
export function correlation(a: Float32Array, b: Float32Array): number {
  const length = Math.min(a.length, b.length);
  const meanOf = (x: Float32Array) => x.subarray(0, length).reduce((sum, v) => sum + v, 0) / length;
  const meanA = meanOf(a);
  const meanB = meanOf(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < length; i++) {
    const x = a[i]! - meanA;
    const y = b[i]! - meanB;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
