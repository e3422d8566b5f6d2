import { dctBasis } from '../../shared/dsp/dct.js';
import { applyMelBank, melBank } from '../../shared/dsp/mel.js';
import { frechetDistance, type Gaussian, gaussianOf } from '../../shared/linalg/gaussian.js';
import { METRIC_RATE_HZ, type Spectrogram } from './analysis.js';
import { heardFrames, rowsHeard } from './heard.js';

const BANDS = 40;
const BASIS = dctBasis(BANDS, BANDS);
/** Coefficient 0 is the level, which is not timbre; above 19 the harmonics of a note begin to show. */
export const MFCC = { first: 1, count: 19 };
/** -80 dB of a full-scale sine: below that differences are not heard and would dominate the logarithm. */
const FLOOR_POWER = 1e-8;

/**
 * Mean and covariance of the mel-frequency cepstral coefficients 1..19 (Davis & Mermelstein 1980) over frames that are heard.
 *
 * @param heard which frames count (`heardFrames`): in a result those of its content, so that hiss in pauses is no timbre
 */
export function timbreOf(spectrogram: Spectrogram, heard = heardFrames(spectrogram)): Gaussian {
  return gaussianOf(rowsHeard(mfcc(spectrogram), MFCC.count, heard), MFCC.count);
}

/** MFCC 1..19, [frames, 19]: orthonormal DCT-II of the logarithm of 40 mel bands of power. */
function mfcc({ fftSamples, amplitude }: Spectrogram): Float32Array {
  const power = amplitude.map((a) => a * a);
  const bank = melBank({ sampleRateHz: METRIC_RATE_HZ, fftSamples, bands: BANDS });
  const mel = applyMelBank(power, bank, BANDS).map((p) => Math.log(p + FLOOR_POWER));
  const frames = mel.length / BANDS;
  const cepstra = new Float32Array(frames * MFCC.count);
  for (let t = 0; t < frames; t++) {
    for (let k = 0; k < MFCC.count; k++) {
      let sum = 0;
      for (let band = 0; band < BANDS; band++) {
        sum += mel[t * BANDS + band]! * BASIS[band * BANDS + MFCC.first + k]!;
      }
      cepstra[t * MFCC.count + k] = sum;
    }
  }
  return cepstra;
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
