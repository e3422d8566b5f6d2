import { type Level, PATCH_RADIUS } from './level.js';

/** Rows of a target from `top` up to, not including, `bottom`. */
export interface Strip {
  readonly top: number;
  readonly bottom: number;
}

/** Work is cut into as many strips whatever the number of threads, so that this does not change the result. */
const STRIPS = 12;
/** Shorter strips would rarely hand good patches down. */
const MIN_ROWS = 8;

/** The strips of a level, without its border. */
export function stripsOf({ target }: Level): readonly Strip[] {
  const rows = target.height - 2 * PATCH_RADIUS;
  const count = Math.max(1, Math.min(STRIPS, Math.floor(rows / MIN_ROWS)));
  return Array.from({ length: count }, (_, i) => ({
    top: PATCH_RADIUS + Math.floor((rows * i) / count),
    bottom: PATCH_RADIUS + Math.floor((rows * (i + 1)) / count),
  }));
}
