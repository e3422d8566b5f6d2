import type { Grid } from '../../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { facingOf, surroundings } from './regions.js';

/** Where halos are looked at, in stroke radii from the contour: off the rim, which belongs to the body. */
const NEAR = 0.15;
const FAR = 1;
/** Alpha that nobody sees: without it the ratio of an effect that has no halo on one side would be anything. */
const NO_HALO = 0.05;

/**
 * How much more halo there is above strokes than below them: the ratio of mean alpha over contours that face up and under
 * those that face down. 1 for an effect without direction.
 *
 * @param radiusPx stroke radius
 */
export function haloRatio(picture: Premultiplied, shape: Grid, radiusPx: number): number {
  const { distance, normalY } = surroundings(shape, radiusPx);
  const sums = { up: 0, side: 0, down: 0 };
  const counts = { up: 0, side: 0, down: 0 };
  for (const [i, d] of distance.entries()) {
    if (d < NEAR || d > FAR) continue;
    const facing = facingOf(normalY[i]!);
    sums[facing] += picture.rgba[i * RGBA + RGBA - 1]!;
    counts[facing]++;
  }
  const mean = (facing: 'up' | 'down') => (counts[facing] > 0 ? sums[facing] / counts[facing] : 0);
  return (mean('up') + NO_HALO) / (mean('down') + NO_HALO);
}

/** How far one ratio is off another, whichever is the larger: 0.15 for 15 per cent. */
export function ratioError(ratio: number, expected: number): number {
  return Math.max(ratio / expected, expected / ratio) - 1;
}
