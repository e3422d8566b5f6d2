/** Stereo as one signal to work on and another that follows it. */
import type { Sound } from '../sound.js';

/** Root mean square of signals that are worked on. */
export const WORKING_RMS = 0.1;

/** A sound as mid and side, the stronger of which leads. */
export interface PrimaryAndSecondary {
  readonly primary: Float32Array;
  /** The other of the two; undefined for mono, and where it is silent. */
  readonly secondary: Float32Array | undefined;
  readonly isSidePrimary: boolean;
}

/** Splits a sound at its own rate into mid and side; one channel is its own mid. */
export function splitChannels(sound: Sound): PrimaryAndSecondary {
  const [left = new Float32Array(0), right] = sound.channels;
  if (!right) return { primary: left, secondary: undefined, isSidePrimary: false };
  const mid = midOf(sound);
  const side = left.map((x, i) => (x - right[i]!) / 2);
  const isSidePrimary = powerOf(side) > powerOf(mid);
  const [primary, secondary] = isSidePrimary ? [side, mid] : [mid, side];
  return { primary, secondary: powerOf(secondary) > 0 ? secondary : undefined, isSidePrimary };
}

/** The mean of the channels. */
export function midOf({ channels }: Sound): Float32Array {
  const [left = new Float32Array(0), right = left] = channels;
  return left.map((x, i) => (x + right[i]!) / 2);
}

/** Mean square. */
export function powerOf(signal: Float32Array): number {
  return signal.reduce((sum, x) => sum + x * x, 0) / Math.max(1, signal.length);
}

/** The gain that brings a signal to the level that is worked at. */
export function workingGain(signal: Float32Array): number {
  return WORKING_RMS / Math.sqrt(powerOf(signal));
}
