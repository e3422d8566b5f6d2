import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';

/**
 * Half the width of the strokes of a shape, in pixels: twice the mean distance to the contour inside, which is exact for a
 * long stroke of one width. 0 if nothing is inside.
 */
export function strokeRadius({ data }: Grid): number {
  let sum = 0;
  let count = 0;
  for (const distance of data) {
    if (distance >= 0) continue;
    sum -= distance;
    count++;
  }
  return count === 0 ? 0 : (2 * sum) / count;
}

/** As `strokeRadius`, of a shape given by its coverage. */
export function radiusOf(coverage: Grid): number {
  return strokeRadius(signedDistance(coverage));
}
