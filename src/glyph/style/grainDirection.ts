import { boxBlur } from '../../shared/fields/boxBlur.js';
import { type Grid, slopeAt } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import { lumaPlane } from '../../shared/pictures/luma.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { strokeRadius } from '../fields/strokeRadius.js';
import type { ShapedExample } from '../synthesis.js';

/** Grain is looked at from this depth on, in radii: rims run along the contour, whatever way the grain runs. */
const LEAST_DEPTH = 0.35;
/** What is coarser than this, in radii, is no grain. */
const COARSEST = 0.2;
/** Slopes below this (in brightness a pixel) are no grain. */
const LEAST_SLOPE = 0.01;

/** Brightness without what varies slowly. */
function grainOf({ width, height, rgba }: Premultiplied, radiusPx: number): Grid {
  const data = lumaPlane(rgba, RGBA);
  const slow = boxBlur({ width, height, data }, Math.max(1, radiusPx)).data;
  return { width, height, data: data.map((value, i) => value - slow[i]!) };
}

/**
 * How far the grain inside a shape runs one way, 0..1: the coherence of its structure tensor. Hatching and brushed metal have .8
 * and more, noise 0.
 *
 * @param distance to the shape's contour, where that is known
 */
export function grainCoherence(
  { picture, shape }: ShapedExample,
  distance: Grid = signedDistance(shape),
): number {
  const { width } = shape;
  const least = LEAST_DEPTH * strokeRadius(distance);
  const luma = grainOf(picture, COARSEST * strokeRadius(distance));
  let [xx, xy, yy, count] = [0, 0, 0, 0];
  for (let i = 0; i < luma.data.length; i++) {
    if (-distance.data[i]! < least) continue;
    const [dx, dy] = slopeAt(luma, i % width, Math.floor(i / width));
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
    count++;
  }
  const energy = xx + yy;
  if (count === 0 || energy < count * LEAST_SLOPE ** 2) return 0;
  return Math.hypot(xx - yy, 2 * xy) / energy;
}
