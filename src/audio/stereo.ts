import { isSameSignal, mapped, merged, type Signal, stretchesOf } from '../shared/dsp/signal.js';
import { midOf, type PrimaryAndSecondary, powerOf, splitChannels } from './render/channels.js';
import type { LongSound } from './sound.js';

/**
 * What is done to two channels: `ms` works on the stronger of mid and side and lets the other follow, which keeps the
 * picture between the loudspeakers; `lr` works on left and right, each for itself; `mono` works on the sum.
 */
export const STEREO_MODES = ['ms', 'lr', 'mono'] as const;
/** One of `STEREO_MODES`. */
export type StereoMode = (typeof STEREO_MODES)[number];

/** One signal to work on, and another that follows it. */
export type Part = Pick<PrimaryAndSecondary, 'primary' | 'secondary'>;

/** A sound as signals to work on one after the other. */
export interface StereoSplit {
  readonly parts: readonly Part[];
  /** Puts the channels together again from what became of the parts, as many as there were. */
  join(changed: readonly Part[]): Signal[];
}

/** Splits a sound; one channel is worked on as it is, whatever the mode. */
export function splitFor(mode: StereoMode, sound: LongSound): StereoSplit {
  if (sound.channels.length === 1 || mode === 'ms') return splitMidSide(sound);
  return mode === 'lr' ? splitLeftRight(sound) : splitMono(sound);
}

/** What is left of a prediction that hits is rounding errors, -120 dB of what was predicted from. */
const LEAST_RESIDUAL = 1e-12;

/**
 * The weaker of mid and side is predicted from the stronger one, and only what the prediction leaves has to follow: a
 * sound that stands left of the middle is a share of mid in side, and keeps that share.
 */
function splitMidSide(sound: LongSound): StereoSplit {
  const { isSidePrimary, primary, secondary } = splitChannels(sound);
  const share = secondary
    ? correlation(secondary, primary) / Math.max(powerOf(primary), Number.MIN_VALUE)
    : 0;
  const residual = secondary && merged(secondary, primary, (x, y) => x - share * y);
  const isLeft = residual && powerOf(residual) > LEAST_RESIDUAL * powerOf(primary);
  const part: Part = { primary, secondary: isLeft ? residual : undefined };
  return {
    parts: [part],
    join: ([changed = part]) => {
      const { primary: leading, secondary: follower } = changed;
      const whole = follower
        ? merged(leading, follower, (x, y) => share * x + y)
        : mapped(leading, (x) => share * x);
      return joinMidSide(
        { primary: changed.primary, secondary: whole, isSidePrimary },
        sound.channels.length,
      );
    },
  };
}

/** Mean product. */
function correlation(a: Signal, b: Signal): number {
  let sum = 0;
  for (const { parts } of stretchesOf([a, b])) {
    const [x, y] = parts as [Float32Array, Float32Array];
    for (const [i, value] of x.entries()) sum += value * y[i]!;
  }
  return sum / Math.max(1, a.length);
}

/** Puts mid and side together. @param count of channels */
function joinMidSide({ primary, secondary, isSidePrimary }: PrimaryAndSecondary, count: number): Signal[] {
  if (count === 1) return [primary];
  const other = secondary ?? mapped(primary, () => 0);
  const [mid, side] = isSidePrimary ? [other, primary] : [primary, other];
  return [merged(mid, side, (x, y) => x + y), merged(mid, side, (x, y) => x - y)];
}

/** Equal channels are worked on once, and silent ones not at all. */
function splitLeftRight({ channels }: LongSound): StereoSplit {
  const [left, right] = channels as [Signal, Signal];
  if (isSameSignal(left, right)) return splitEqual(left);
  const audible = channels.filter((channel) => powerOf(channel) > 0);
  return {
    parts: audible.map((primary) => ({ primary, secondary: undefined })),
    join: (changed) => channels.map((channel) => changed[audible.indexOf(channel)]?.primary ?? channel),
  };
}

function splitMono(sound: LongSound): StereoSplit {
  return splitEqual(midOf(sound));
}

function splitEqual(signal: Signal): StereoSplit {
  return {
    parts: [{ primary: signal, secondary: undefined }],
    join: ([{ primary } = { primary: signal }]) => [primary, primary],
  };
}
