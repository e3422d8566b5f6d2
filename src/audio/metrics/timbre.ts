import { applyMelBank, melBank } from '../../shared/dsp/mel.js';
import { frechetDistance, type Gaussian, gaussianOf } from '../../shared/linalg/gaussian.js';
import { METRIC_RATE_HZ, type Spectrogram } from './analysis.js';

const BANDS = 40;
/** Coefficient 0 is the level, which is not timbre; above 19 the harmonics of a note begin to show. */
export const MFCC = { first: 1, count: 19 };
/** -80 dB of a full-scale sine: below that differences are not heard and would dominate the logarithm. */
const FLOOR_POWER = 1e-8;

/** Mean and covariance of the mel-frequency cepstral coefficients 1..19 (Davis & Mermelstein 1980) over all frames. */
export function timbreOf(spectrogram: Spectrogram): Gaussian {
  return gaussianOf(mfcc(spectrogram), MFCC.count);
}

/** MFCC 1..19, [frames, 19]: orthonormal DCT-II of the logarithm of 40 mel bands of power. */
function mfcc({ frames, fftSize, magnitude }: Spectrogram): Float32Array {
  // A full-scale sine under a Hann window has a peak of fftSize / 4.
  const power = magnitude.map((m) => ((4 * m) / fftSize) ** 2);
  const bank = melBank({ sampleRateHz: METRIC_RATE_HZ, fftSize, bands: BANDS });
  const mel = applyMelBank(power, bank, BANDS).map((p) => Math.log(p + FLOOR_POWER));
  const { first, count } = MFCC;
  const out = new Float32Array(frames * count);
  for (let t = 0; t < frames; t++) {
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (let band = 0; band < BANDS; band++) {
        const angle = (Math.PI * (k + first) * (band + 0.5)) / BANDS;
        sum += mel[t * BANDS + band]! * Math.cos(angle);
      }
      out[t * count + k] = sum * Math.sqrt(2 / BANDS);
    }
  }
  return out;
}

/** Frechet distance of the MFCC statistics of two sounds; 0 if they are alike. */
export function timbreDistance(a: Gaussian, b: Gaussian): number {
  return Math.sqrt(frechetDistance(a, b));
}

/**
 * The share of the way from one value to its goal that was gone, judged by distances from the goal: 0 nothing, 1 all of
 * it, negative if it went astray. Two that were alike from the start leave nothing to close: 1.
 */
export function shareClosed(before: number, after: number): number {
  return before > 0 ? 1 - after / before : 1;
}
