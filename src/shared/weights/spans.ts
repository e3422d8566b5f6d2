/** Which byte ranges of a remote file to fetch, and where they lie when laid end to end. */

/** The bytes [begin, end) of a file. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/**
 * Joins ranges into few requests: what lies between two of them is fetched along when it is short.
 *
 * @param ranges in ascending order, without overlap
 * @param gapBytes the longest gap to fetch along
 */
export function joinSpans(ranges: readonly Span[], gapBytes: number): Span[] {
  const spans: Span[] = [];
  for (const { begin, end } of ranges) {
    const last = spans.at(-1);
    if (last !== undefined && begin - last.end <= gapBytes)
      spans[spans.length - 1] = { begin: last.begin, end };
    else spans.push({ begin, end });
  }
  return spans;
}

/** Bytes in all spans. */
export function spanBytes(spans: readonly Span[]): number {
  return spans.reduce((total, { begin, end }) => total + end - begin, 0);
}

/**
 * Where byte `position` of the file lies in the concatenation of the spans.
 *
 * @throws RangeError when no span holds it
 */
export function placeInSpans(spans: readonly Span[], position: number): number {
  let before = 0;
  for (const { begin, end } of spans) {
    if (position >= begin && position <= end) return before + position - begin;
    before += end - begin;
  }
  throw new RangeError(`byte ${position} is in none of the spans`);
}

/** What is still to fetch when the first `done` bytes of the concatenation are there. */
export function remainingSpans(spans: readonly Span[], done: number): Span[] {
  const remaining: Span[] = [];
  let skip = done;
  for (const { begin, end } of spans) {
    const skipped = Math.min(skip, end - begin);
    skip -= skipped;
    if (begin + skipped < end) remaining.push({ begin: begin + skipped, end });
  }
  return remaining;
}
