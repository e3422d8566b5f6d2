import { resample } from '../../shared/dsp/resample.js';

/** What is above the working rate's band follows the bands just below it, but not into extremes. */
const LIMIT_DB = 12;
const NEPER_PER_DB = Math.LN10 / 20;

/** Half the change of power, in neper, as a factor on amplitudes, kept within 12 dB. */
export function followingGain(powerChange: number): number {
  const limit = LIMIT_DB * NEPER_PER_DB;
  return Math.exp(Math.min(limit, Math.max(-limit, powerChange / 2)));
}

/** How a signal was changed at the working rate. */
export interface BandChange {
  readonly workingRateHz: number;
  /** The signal as it went in, at the working rate. */
  readonly before: Float32Array;
  /** As it came out. */
  readonly after: Float32Array;
  /** Gain of what lies above, for each sample at the working rate. */
  readonly highGain: Float32Array;
}

/** The part of a change that a lower rate can carry. */
export async function belowRate(change: BandChange, rateHz: number): Promise<BandChange> {
  const { workingRateHz, before, after, highGain } = change;
  if (rateHz >= workingRateHz) return change;
  const down = (x: Float32Array) => resample(x, workingRateHz, rateHz);
  const low = await down(before);
  const ratio = workingRateHz / rateHz;
  const gain = low.map((_, i) => highGain[Math.min(highGain.length - 1, Math.round(i * ratio))]!);
  return { workingRateHz: rateHz, before: low, after: await down(after), highGain: gain };
}

/**
 * A changed signal at its own rate: below half the working rate what came out, above it what the original has there with
 * the gain given, so that nothing sounds dull.
 */
export async function withHighBand(
  original: Float32Array,
  sampleRateHz: number,
  { workingRateHz, before, after, highGain }: BandChange,
): Promise<Float32Array> {
  const { length } = original;
  const up = (x: Float32Array) => resample(x, workingRateHz, sampleRateHz, 'medium', length);
  const changed = await up(after);
  if (sampleRateHz <= workingRateHz) return changed;
  const low = await up(before);
  const ratio = workingRateHz / sampleRateHz;
  return changed.map((x, i) => {
    const hop = Math.min(highGain.length - 1, Math.round(i * ratio));
    return x + (original[i]! - low[i]!) * highGain[hop]!;
  });
}
