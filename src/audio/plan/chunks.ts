/** Pieces of equal length that overlap and together cover a signal. */
export interface ChunkPlan {
  /** First sample of each piece. */
  readonly starts: readonly number[];
  /** Samples in a piece: a whole number of hops. */
  readonly lengthSamples: number;
}

/** How a signal is cut. */
export interface ChunkLimits {
  /** The longest piece, in samples. */
  readonly longestSamples: number;
  /** Least overlap of neighbours, in samples. */
  readonly overlapSamples: number;
  /** Pieces are a whole number of these long. */
  readonly hopSamples: number;
}

/**
 * The fewest pieces of equal length that cover `length` samples; a single one may reach beyond the end by less than a hop.
 */
export function planChunks(
  length: number,
  { longestSamples, overlapSamples, hopSamples }: ChunkLimits,
): ChunkPlan {
  const wholeHops = (samples: number) => Math.ceil(samples / hopSamples) * hopSamples;
  if (length <= longestSamples) return { starts: [0], lengthSamples: wholeHops(length) };
  const count = Math.ceil((length - overlapSamples) / (longestSamples - overlapSamples));
  const chunk = wholeHops((length + (count - 1) * overlapSamples) / count);
  const starts = Array.from({ length: count }, (_, i) => Math.round((i * (length - chunk)) / (count - 1)));
  return { starts, lengthSamples: chunk };
}

/**
 * Share of a piece in the sum, [chunk length]: rises over its overlap with the piece before and falls over that with the
 * piece after, along lines that add up to 1 (neighbours hold nearly the same there, so their amplitudes add).
 */
export function fadeOf({ starts, lengthSamples: length }: ChunkPlan, index: number): Float32Array {
  const start = starts[index]!;
  const before = starts[index - 1];
  const after = starts[index + 1];
  const rise = before === undefined ? 0 : before + length - start;
  const fall = after === undefined ? 0 : start + length - after;
  return Float32Array.from({ length }, (_, i) =>
    Math.min(1, rise > 0 ? (i + 0.5) / rise : 1, fall > 0 ? (length - i - 0.5) / fall : 1),
  );
}
