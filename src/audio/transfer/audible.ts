/** Which frames of a signal at the working level sound, so that pauses count in no statistic of style. */
import type { StftShape } from '../../shared/dsp/stft.js';
import type { Places } from '../../shared/transfer/graph.js';
import { GAIN_FLOOR, MOMENT_BANDS } from '../features/bands.js';
import { WORKING_RMS } from '../render/channels.js';

/**
 * A frame counts whole down to so many dB below the level of the whole, and from the second on not at all; loud parts lie some 5 dB
 * above that level, and what is 40 dB below them is a pause.
 */
const [WHOLE_DEPTH_DB, NO_DEPTH_DB] = [25, 35] as const;

/** How much a frame counts, 0..1. @param depthDb below the level of the whole */
function shareOf(depthDb: number): number {
  return Math.min(1, Math.max(0, (NO_DEPTH_DB - depthDb) / (NO_DEPTH_DB - WHOLE_DEPTH_DB)));
}

/**
 * How much frames count, 0..1, [frames].
 *
 * @param energies logarithms of the mean power of bins, [frames], as the layer of that name has them
 */
export function audibleShares(
  energies: Float32Array,
  { fftSamples, windowSamples }: StftShape,
): Float32Array {
  // Noise at the working level has so much in each bin, under a Hann window in which a full-scale sine is 1.
  const reference = (6 * WORKING_RMS ** 2) / (windowSamples ?? fftSamples);
  return energies.map((energy) => shareOf(10 * Math.log10(reference / Math.exp(energy))));
}

/** Power of 40 bands of a frame, summed, of about 20 and 30 dB below the level of the whole. */
const [HEARD_POWER, PAUSE_POWER] = [1e-5, 1e-6] as const;

/**
 * How much frames count, 0..1, [frames], by their bands.
 *
 * @param levels logarithms of the power of bands with their floor, [frames, 40]
 */
export function audibleBandShares(levels: Float32Array): Float32Array {
  return Float32Array.from({ length: levels.length / MOMENT_BANDS }, (_, t) => {
    const frame = levels.subarray(t * MOMENT_BANDS, (t + 1) * MOMENT_BANDS);
    const power = frame.reduce((sum, level) => sum + Math.exp(level) - GAIN_FLOOR, 0);
    const position = Math.log(power / PAUSE_POWER) / Math.log(HEARD_POWER / PAUSE_POWER);
    return Number.isNaN(position) ? 0 : Math.min(1, Math.max(0, position));
  });
}

/**
 * 1 for frames that are heard, 0 for the others, [frames]: quieter ones say nothing about an envelope.
 *
 * @param levels logarithms of the power of bands with their floor, [frames, 40]
 */
export function audibleFrames(levels: Float32Array): Float32Array {
  return Float32Array.from({ length: levels.length / MOMENT_BANDS }, (_, t) => {
    const bands = levels.subarray(t * MOMENT_BANDS, (t + 1) * MOMENT_BANDS);
    return bands.reduce((sum, level) => sum + Math.exp(level), 0) > HEARD_POWER ? 1 : 0;
  });
}

/** The same as terms take it. */
export function placesOf(shares: Float32Array): Places {
  return { style: { shape: [1, 1, shares.length], data: shares } };
}
