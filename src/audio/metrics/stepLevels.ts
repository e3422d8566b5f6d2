import { decibels } from '../../shared/dsp/levels.js';
import type { Sound } from '../sound.js';

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
