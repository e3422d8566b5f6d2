/** Stereo as one signal to work on and another that follows it. */
import type { Sound } from '../sound.js';

/** Root mean square of signals that are worked on. */
const WORKING_RMS = 0.1;

/** A sound as mid and side, the stronger of which leads. */
export interface LeadAndRest {
  readonly lead: Float32Array;
  /** The other of the two; undefined for mono, and where it is silent. */
  readonly rest: Float32Array | undefined;
  readonly isSideLead: boolean;
}

/** Splits a sound at its own rate into mid and side; one channel is its own mid. */
export function splitChannels(sound: Sound): LeadAndRest {
  const [left = new Float32Array(0), right] = sound.channels;
  if (!right) return { lead: left, rest: undefined, isSideLead: false };
  const mid = midOf(sound);
  const side = left.map((x, i) => (x - right[i]!) / 2);
  const isSideLead = powerOf(side) > powerOf(mid);
  const [lead, rest] = isSideLead ? [side, mid] : [mid, side];
  return { lead, rest: powerOf(rest) > 0 ? rest : undefined, isSideLead };
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
