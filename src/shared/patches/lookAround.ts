/** Where a search looks for better patches (PatchMatch; Barnes et al., SIGGRAPH 2009). */
import type { Size } from '../pictures/picture.js';
import type { Rng } from '../rng.js';
import type { Strip } from './strips.js';

/** No source patch. */
export const NO_PATCH = -1;
/** So far below 0 that no step from it leads to a pixel. */
const NOTHING = -0x4000_0000;
/** Each draw of the random search is from a window so many halvings smaller than the one before. */
const SHRINK = 2;

/** How far each draw of the random search reaches in a source, from the widest on. */
export function reachesIn({ width, height }: Size): readonly number[] {
  const reaches: number[] = [];
  for (let px = Math.max(width, height) >> SHRINK; px >= 1; px >>= SHRINK) reaches.push(px);
  return reaches;
}

/** The patches of a level, as they are and as they were one round before. */
interface Rounds {
  readonly nearest: Int32Array;
  readonly before: Int32Array;
}

/** What a neighbour has; beyond the strip, in the round before. Far below 0 if nothing. @param width of the target */
export function patchOf(
  { nearest, before }: Rounds,
  { top, bottom }: Strip,
  width: number,
  p: number,
): number {
  const isWithin = p >= top * width && p < bottom * width;
  const q = (isWithin ? nearest : before)[p]!;
  return q === NO_PATCH ? NOTHING : q;
}

/**
 * A random pixel of a source up to `reachPx` away from q, by one random number: its digits in base `side` are the two
 * coordinates. `NO_PATCH` if it lies beyond the border.
 */
export function pixelAround(q: number, reachPx: number, { width, height }: Size, rng: Rng): number {
  const side = 2 * reachPx + 1;
  const cell = rng.integer(side * side);
  const x = (q % width) + (cell % side) - reachPx;
  const y = Math.floor(q / width) + Math.floor(cell / side) - reachPx;
  return x < 0 || y < 0 || x >= width || y >= height ? NO_PATCH : y * width + x;
}
