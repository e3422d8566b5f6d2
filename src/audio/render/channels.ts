/** Stereo as one signal to work on and another that follows it. */
import { foldSignal, merged, type Signal } from '../../shared/dsp/signal.js';
import type { LongSound } from '../sound.js';

/** Root mean square of signals that are worked on. */
export const WORKING_RMS = 0.1;

/** A sound as mid and side, the stronger of which leads. */
export interface PrimaryAndSecondary {
  readonly primary: Signal;
  /** The other of the two; undefined for mono, and where it is silent. */
  readonly secondary: Signal | undefined;
  readonly isSidePrimary: boolean;
}

/** Splits a sound at its own rate into mid and side; one channel is its own mid. */
export function splitChannels(sound: LongSound): PrimaryAndSecondary {
  const [left, right] = sound.channels as [Signal, Signal | undefined];
  if (!right) return { primary: left, secondary: undefined, isSidePrimary: false };
  const mid = midOf(sound);
  const side = merged(left, right, (x, y) => (x - y) / 2);
  const isSidePrimary = powerOf(side) > powerOf(mid);
  const [primary, secondary] = isSidePrimary ? [side, mid] : [mid, side];
  return { primary, secondary: powerOf(secondary) > 0 ? secondary : undefined, isSidePrimary };
}

/** The mean of the channels. */
export function midOf({ channels }: LongSound): Signal {
  const [left, right = left] = channels as [Signal, Signal | undefined];
  return merged(left, right, (x, y) => (x + y) / 2);
}

/** Mean square. */
export function powerOf(signal: Signal): number {
  return foldSignal(signal, (sum, x) => sum + x * x, 0) / Math.max(1, signal.length);
}

/** The gain that brings a signal to the level that is worked at. */
export function workingGain(signal: Signal): number {
  return WORKING_RMS / Math.sqrt(powerOf(signal));
}
