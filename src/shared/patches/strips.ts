/** Rows of a target from `top` up to, not including, `bottom`. */
export interface Strip {
  readonly top: number;
  readonly bottom: number;
}

/** Work is cut into as many strips whatever the number of threads, so that this does not change the result. */
const STRIPS = 12;
/** Shorter strips would rarely hand good patches down. */
const MIN_ROWS = 8;

/** Cuts rows into strips for threads to share. */
export function cutRows({ top, bottom }: Strip): readonly Strip[] {
  const rows = bottom - top;
  const count = Math.max(1, Math.min(STRIPS, Math.floor(rows / MIN_ROWS)));
  return Array.from({ length: count }, (_, i) => ({
    top: top + Math.floor((rows * i) / count),
    bottom: top + Math.floor((rows * (i + 1)) / count),
  }));
}
