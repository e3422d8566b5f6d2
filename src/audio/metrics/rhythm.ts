import { compressed } from '../../shared/dsp/compression.js';
import type { Spectrogram } from './analysis.js';

/** Spectral flux of each frame but the first: the sum of all rises of the compressed amplitudes (Dixon 2006). */
export function spectralFlux({ frames, bins, amplitude }: Spectrogram): Float32Array {
  const levels = amplitude.map(compressed);
  const flux = new Float32Array(Math.max(0, frames - 1));
  for (let t = 1; t < frames; t++) {
    let rises = 0;
    for (let i = t * bins; i < (t + 1) * bins; i++) {
      rises += Math.max(0, levels[i]! - levels[i - bins]!);
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
