import type { OggPacket } from './oggPackets.js';

/** Which of the samples that come out of a decoder belong to the sound. */
export interface Timeline {
  /** Samples to be left out in front. */
  readonly skip: number;
  /** Samples that follow, if none is missing. */
  readonly length: number;
  /** Samples that positions promise and packets do not hold. */
  readonly missing: number;
}

/**
 * Compares the positions that pages state (RFC 3533, 6) with what packets hold. The first position tells how much is to be left
 * out in front, where the stream does not begin in the middle; the last one where the sound ends within its last packet
 * (Vorbis I specification, A.2; RFC 7845, 4.2 to 4.5).
 *
 * @param samples of each packet
 */
export function timelineOf(packets: readonly OggPacket[], samples: readonly number[]): Timeline {
  const ends: number[] = [];
  let total = 0;
  for (const count of samples) {
    total += count;
    ends.push(total);
  }
  const first = packets.findIndex(({ granule }) => granule !== undefined);
  const last = packets.findLastIndex(({ granule }) => granule !== undefined);
  if (first < 0) return { skip: 0, length: total, missing: 0 };
  const start = packets[first]!.granule! - ends[first]!;
  // A single page is both first and last: what it says is where the sound ends.
  const skip = packets[first]!.page < packets[last]!.page ? Math.max(0, -start) : 0;
  const length = packets[last]!.granule! - Math.max(0, start);
  const held = total - skip;
  const lastPage = packets.findLastIndex(({ page }) => page < packets[last]!.page);
  const mostPadding = total - (ends[lastPage] ?? 0);
  // Some programs write positions that mean nothing.
  if (length < held - mostPadding) return { skip, length: held, missing: 0 };
  return { skip, length: Math.min(length, held), missing: Math.max(0, length - held) };
}
