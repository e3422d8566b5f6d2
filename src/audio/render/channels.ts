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

/** Splits a sound at its own rate. */
export function splitChannels({ channels }: Sound): LeadAndRest {
  const [left = new Float32Array(0), right] = channels;
  if (!right) return { lead: left, rest: undefined, isSideLead: false };
  const mid = left.map((x, i) => (x + (right[i] as number)) / 2);
  const side = left.map((x, i) => (x - (right[i] as number)) / 2);
  const isSideLead = powerOf(side) > powerOf(mid);
  const [lead, rest] = isSideLead ? [side, mid] : [mid, side];
  return { lead, rest: powerOf(rest) > 0 ? rest : undefined, isSideLead };
}

/** Puts the channels together again. @param count of channels */
export function joinChannels({ lead, rest, isSideLead }: LeadAndRest, count: number): Float32Array[] {
  if (count === 1) return [lead];
  const other = rest ?? new Float32Array(lead.length);
  const [mid, side] = isSideLead ? [other, lead] : [lead, other];
  return [mid.map((x, i) => x + (side[i] as number)), mid.map((x, i) => x - (side[i] as number))];
}

/** Mean square. */
export function powerOf(signal: Float32Array): number {
  return signal.reduce((sum, x) => sum + x * x, 0) / Math.max(1, signal.length);
}

/** The gain that brings a signal to the level that is worked at. */
export function workingGain(signal: Float32Array): number {
  return WORKING_RMS / Math.sqrt(powerOf(signal));
}
