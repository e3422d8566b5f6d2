/** Long signals, worked on block by block: what reaches less far than a second comes out the same as of the whole. */

/** A last block that would be shorter belongs to the one before: up to 40 s are worked on at once. */
const BLOCK_S = 20;
/** Around a block, so that no filter finds its ends: they all are silent again a tenth of that time after a click. */
const MARGIN_S = 1;

/** A stretch of time in whole seconds, which begin with a sample at any rate that is a whole number. */
export interface Block {
  readonly startS: number;
  /** Infinity for the last block. */
  readonly endS: number;
}

/** Samples of a block at a rate, and with its margins: `from` <= `first` <= `last` <= `to`. */
export interface BlockRange {
  readonly from: number;
  readonly first: number;
  readonly last: number;
  readonly to: number;
}

/** The blocks of a signal; only one where seconds begin between samples. */
export function blocksOf(length: number, sampleRateHz: number): Block[] {
  const isWhole = Number.isInteger(sampleRateHz);
  const count = isWhole ? Math.max(1, Math.floor(length / sampleRateHz / BLOCK_S)) : 1;
  return Array.from({ length: count }, (_, i) => ({
    startS: i * BLOCK_S,
    endS: i === count - 1 ? Number.POSITIVE_INFINITY : (i + 1) * BLOCK_S,
  }));
}

/** Where a block lies in a signal. */
export function rangeOf({ startS, endS }: Block, sampleRateHz: number, length: number): BlockRange {
  const within = (seconds: number) => Math.max(0, Math.min(length, seconds * sampleRateHz));
  return {
    from: within(startS - MARGIN_S),
    first: within(startS),
    last: within(endS),
    to: within(endS + MARGIN_S),
  };
}

/** What of a block with margins is the block. */
export function innerOf(samples: Float32Array, { from, first, last }: BlockRange): Float32Array {
  return samples.subarray(first - from, last - from);
}
