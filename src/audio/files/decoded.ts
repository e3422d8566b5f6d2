import type { DecodedChannel } from './decodedStore.js';

/** A stretch of sound in which neither the sample rate nor the channels change. */
export interface SoundPart {
  readonly sampleRateHz: number;
  /** Equally long; full scale is -1..1. */
  readonly channels: readonly DecodedChannel[];
}

/** What a decoder made of a file. */
export interface Decoded {
  readonly parts: readonly SoundPart[];
  /** Why this is not all that was in the file, if it is not: it was cut short, or is damaged. */
  readonly loss: string | undefined;
  /** What is odd about the file, though no sample is missing for it. */
  readonly remarks: readonly string[];
}

/** Some of the samples of a part. */
export function slicePart({ sampleRateHz, channels }: SoundPart, start: number, end: number): SoundPart {
  const slice = ({ batches, from, to }: DecodedChannel) => ({
    batches,
    from: Math.min(to, from + start),
    to: Math.min(to, from + end),
  });
  return { sampleRateHz, channels: channels.map(slice) };
}

/** Samples of each channel. */
export function partLength({ channels: [first] }: SoundPart): number {
  return first ? first.to - first.from : 0;
}

/** The first of what is missing, or nothing. */
export function firstLoss(losses: readonly (string | undefined)[]): string | undefined {
  return losses.find((loss) => loss !== undefined);
}
