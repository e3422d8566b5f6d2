import { type Grid, slopeAt } from '../../shared/fields/grid.js';

/**
 * How far the outward normal points upwards at each pixel, -1..1; 0 where the shape lies on more than one side alike.
 *
 * @param distance to the contour, negative inside
 */
export function upwardness(distance: Grid): Float32Array {
  const { width } = distance;
  return distance.data.map((_, i) => {
    const [dx, dy] = slopeAt(distance, i % width, Math.floor(i / width));
    const length = Math.hypot(dx, dy);
    return length === 0 ? 0 : -dy / length;
  });
}
