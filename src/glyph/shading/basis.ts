/** Smooth functions of where a pixel is in its letter, in its word, and how deep in the stroke. */

/** Where a pixel is. All but the depth in 0..1. */
export interface Site {
  /** From the left of its letter to the right. */
  readonly across: number;
  /** From the top of its letter to the bottom. */
  readonly down: number;
  /** From the left of the word to the right. */
  readonly acrossWord: number;
  /** Distance to the contour, in radii of the strokes. */
  readonly depth: number;
}

/** Numbers of cubic B-splines: more follow what varies faster. */
const SPLINES = { across: 5, down: 7, acrossWord: 7, depth: 5 } as const;
/** The middles of strokes are about this deep, in radii. */
const DEEPEST = 1.2;
/** A cubic B-spline is other than 0 on this many intervals. */
const ORDER = 4;

/** The functions of depth are the last ones, from here on. */
export const DEPTH_FUNCTIONS = 1 + SPLINES.across + SPLINES.down + SPLINES.acrossWord;

/** Number of functions. */
export const BASIS_SIZE = DEPTH_FUNCTIONS + SPLINES.depth;

/**
 * Uniform cubic B-splines over 0..1: four of `count` are not 0, and all sum to 1.
 *
 * @param out takes them, from `offset` on
 */
function splinesAt(x: number, count: number, out: Float64Array, offset: number): void {
  const intervals = count - ORDER + 1;
  const scaled = Math.min(1, Math.max(0, x)) * intervals;
  const interval = Math.min(intervals - 1, Math.floor(scaled));
  const t = scaled - interval;
  const s = 1 - t;
  out[offset + interval] = (s * s * s) / 6;
  out[offset + interval + 1] = (3 * t * t * t - 6 * t * t + 4) / 6;
  out[offset + interval + 2] = (3 * s * s * s - 6 * s * s + 4) / 6;
  out[offset + interval + 3] = (t * t * t) / 6;
}

/**
 * The functions at a place: the product of across and down, and splines of each coordinate.
 *
 * @param hasWord whether there is more than one letter; of one, the word says nothing that the letter does not
 * @param out [BASIS_SIZE], is overwritten
 */
export function basisAt(
  { across, down, acrossWord, depth }: Site,
  hasWord: boolean,
  out: Float64Array,
): void {
  out.fill(0);
  out[0] = (across - 0.5) * (down - 0.5);
  let offset = 1;
  splinesAt(across, SPLINES.across, out, offset);
  offset += SPLINES.across;
  splinesAt(down, SPLINES.down, out, offset);
  offset += SPLINES.down;
  if (hasWord) splinesAt(acrossWord, SPLINES.acrossWord, out, offset);
  offset += SPLINES.acrossWord;
  splinesAt(depth / DEEPEST, SPLINES.depth, out, offset);
}
