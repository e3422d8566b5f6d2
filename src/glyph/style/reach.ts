import { insideOf } from '../../shared/fields/connected.js';
import { nearestSites } from '../../shared/fields/nearestSite.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import type { ShapedExample } from '../synthesis.js';
import { lengthWithin, VISIBLE } from './specks.js';

/** How far something goes beyond a shape to each side. */
export interface Sides {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** How far an effect goes beyond its shape, upwards, to the right, downwards and to the left, in pixels. */
export function effectReach({ picture, shape }: ShapedExample): Sides {
  const { width } = shape;
  const isShape = insideOf(shape);
  const nearest = nearestSites(isShape, shape);
  const offsets: { dx: number; dy: number; alpha: number }[] = [];
  for (const [i, site] of nearest.entries()) {
    const alpha = picture.rgba[i * RGBA + 3]!;
    if (isShape[i] || site < 0 || alpha < VISIBLE) continue;
    offsets.push({
      dx: (i % width) - (site % width),
      dy: Math.floor(i / width) - Math.floor(site / width),
      alpha,
    });
  }
  const side = (lengthOf: (offset: { dx: number; dy: number }) => number) =>
    lengthWithin(offsets.map((offset) => [lengthOf(offset), offset.alpha] as const));
  return {
    top: side(({ dy }) => -dy),
    right: side(({ dx }) => dx),
    bottom: side(({ dy }) => dy),
    left: side(({ dx }) => -dx),
  };
}
