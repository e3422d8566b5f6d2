import { type LeadAndRest, midOf, powerOf, splitChannels } from './render/channels.js';
import type { Sound } from './sound.js';

/**
 * What is done to two channels: `ms` works on the stronger of mid and side and lets the other follow, which keeps the
 * picture between the loudspeakers; `lr` works on left and right, each for itself; `mono` works on the sum.
 */
export const STEREO_MODES = ['ms', 'lr', 'mono'] as const;
/** One of `STEREO_MODES`. */
export type StereoMode = (typeof STEREO_MODES)[number];

/** One signal to work on, and another that follows it. */
export type Part = Pick<LeadAndRest, 'lead' | 'rest'>;

/** A sound as signals to work on one after the other. */
export interface StereoSplit {
  readonly parts: readonly Part[];
  /** Puts the channels together again from what became of the parts, as many as there were. */
  join(changed: readonly Part[]): Float32Array[];
}

/** Splits a sound; one channel is worked on as it is, whatever the mode. */
export function splitFor(mode: StereoMode, sound: Sound): StereoSplit {
  if (sound.channels.length === 1 || mode === 'ms') return splitMidSide(sound);
  return mode === 'lr' ? splitLeftRight(sound) : splitMono(sound);
}

function splitMidSide(sound: Sound): StereoSplit {
  const { isSideLead, ...part } = splitChannels(sound);
  const count = sound.channels.length;
  return {
    parts: [part],
    join: ([changed = part]) => joinMidSide({ ...changed, isSideLead }, count),
  };
}

/** Puts mid and side together. @param count of channels */
function joinMidSide({ lead, rest, isSideLead }: LeadAndRest, count: number): Float32Array[] {
  if (count === 1) return [lead];
  const other = rest ?? new Float32Array(lead.length);
  const [mid, side] = isSideLead ? [other, lead] : [lead, other];
  return [mid.map((x, i) => x + (side[i] as number)), mid.map((x, i) => x - (side[i] as number))];
}

/** Equal channels are worked on once, and silent ones not at all. */
function splitLeftRight({ channels }: Sound): StereoSplit {
  const [left, right] = channels as [Float32Array, Float32Array];
  if (left.every((x, i) => x === right[i])) return splitEqual(left);
  const audible = channels.filter((channel) => powerOf(channel) > 0);
  return {
    parts: audible.map((lead) => ({ lead, rest: undefined })),
    join: (changed) => channels.map((channel) => changed[audible.indexOf(channel)]?.lead ?? channel),
  };
}

function splitMono(sound: Sound): StereoSplit {
  return splitEqual(midOf(sound));
}

function splitEqual(signal: Float32Array): StereoSplit {
  return {
    parts: [{ lead: signal, rest: undefined }],
    join: ([{ lead } = { lead: signal }]) => [lead, lead.slice()],
  };
}
