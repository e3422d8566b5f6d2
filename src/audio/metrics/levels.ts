import type { Sound } from '../sound.js';

/** Digital silence, in dBFS: nothing that is written with 24 bits lies below. */
export const SILENCE_DB = -144;

/** Mean power of all channels over steps of equal length, in dBFS (0 for a full-scale square wave), [steps]. */
export function stepLevelsDb({ channels, sampleRateHz }: Sound, stepS: number): Float64Array {
  const stepSamples = Math.max(1, Math.round(stepS * sampleRateHz));
  const length = channels[0]?.length ?? 0;
  return Float64Array.from({ length: Math.floor(length / stepSamples) }, (_, step) => {
    const powers = channels.map((channel) =>
      channel.subarray(step * stepSamples, (step + 1) * stepSamples).reduce((sum, x) => sum + x * x, 0),
    );
    return decibels(powers.reduce((a, b) => a + b, 0) / (stepSamples * channels.length));
  });
}

/** A power in dB, no less than digital silence. */
export function decibels(power: number): number {
  return Math.max(SILENCE_DB, 10 * Math.log10(power));
}

/** The level that is reached or gone beyond in a share of all steps. */
export function loudLevelDb(levelsDb: Float64Array, share: number): number {
  const sorted = levelsDb.slice().sort();
  return sorted[Math.floor((1 - share) * (sorted.length - 1))] ?? SILENCE_DB;
}
