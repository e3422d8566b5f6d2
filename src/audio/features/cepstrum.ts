import { dctBasis } from '../../shared/dsp/dct.js';
import { MOMENT_BANDS } from './bands.js';

/**
 * Coefficients that make the envelope of a spectrum: level, tilt and ever finer ripples. Finer ones follow the harmonics of
 * notes, and whoever copies their statistics copies the style's tune.
 */
export const CEPSTRUM_SIZE = 20;

/**
 * The first `count` functions of the orthonormal DCT-II over mel bands, [40, count]: logarithms of bands times this are
 * mel-frequency cepstra (Davis & Mermelstein 1980); cepstra times its transpose are smoothed bands.
 *
 * @param count 1 to 40
 */
export function cepstralBasis(count: number): Float64Array {
  return dctBasis(MOMENT_BANDS, count);
}
