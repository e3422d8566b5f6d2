/** Gains as they are laid on a sound, whatever a net asks for: smooth over bands, and none up where nothing is heard. */
import { multiply, transpose } from '../../shared/linalg/square.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { CEPSTRUM_SIZE, cepstralBasis } from '../features/cepstrum.js';
import { audibleBandShares } from '../transfer/audible.js';

/**
 * What is left of gains of bands, [bands, bands]: their coarse cepstra, in which timbre is told. What is finer would lift and lower single
 * harmonics, which is heard as other pitches.
 */
export const SMOOTHING = Float32Array.from(smoothing());

function smoothing(): Float64Array {
  const basis = cepstralBasis(MOMENT_BANDS);
  const coarse = basis.map((x, i) => (i % MOMENT_BANDS < CEPSTRUM_SIZE ? x : 0));
  return multiply(coarse, transpose(coarse, MOMENT_BANDS), MOMENT_BANDS);
}

/** @param gains logarithms of factors on amplitudes, [frames * bands] @param levels of the sound, as many */
export function heldGains(gains: Float32Array, levels: Float32Array): Float32Array {
  const heard = audibleBandShares(levels);
  return gains.map((_, i) => {
    const [frame, band] = [Math.floor(i / MOMENT_BANDS), i % MOMENT_BANDS];
    let gain = 0;
    for (let other = 0; other < MOMENT_BANDS; other++)
      gain += gains[frame * MOMENT_BANDS + other]! * SMOOTHING[other * MOMENT_BANDS + band]!;
    const fall = Math.min(0, gain);
    return fall + heard[frame]! * (gain - fall);
  });
}
