import { insideOf } from '../../shared/fields/connected.js';
import { nearestSites } from '../../shared/fields/nearestSite.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { boxAround } from '../shape/crop.js';
import type { ShapedExample } from '../synthesis.js';
import { lengthWithin, VISIBLE } from './specks.js';

/** Share of the effect's alpha that room is not made for: the tips of flames are no more than that. */
const TIPS = 4e-4;

/** A pixel of an effect: how far it is from the nearest one of its shape, and where. */
interface Offset {
  readonly dx: number;
  readonly dy: number;
  readonly x: number;
  readonly y: number;
  readonly alpha: number;
}

/** How far something goes beyond a shape to each side. */
export interface Sides {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/**
 * How far an effect goes beyond its shape, upwards, to the right, downwards and to the left, in pixels: beyond the nearest place of
 * the contour, or beyond all of the shape, for a flame that leans is nearest to another place than it comes from.
 */
export function effectReach({ picture, shape }: ShapedExample): Sides {
  const { width } = shape;
  const isShape = insideOf(shape);
  const box = boxAround({ ...shape, data: Float32Array.from(isShape) }, 0);
  const nearest = nearestSites(isShape, shape);
  const offsets: Offset[] = [];
  for (const [i, site] of nearest.entries()) {
    const alpha = picture.rgba[i * RGBA + 3]!;
    if (isShape[i] || site < 0 || alpha < VISIBLE) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    offsets.push({ dx: x - (site % width), dy: y - Math.floor(site / width), x, y, alpha });
  }
  if (!box) return { top: 0, right: 0, bottom: 0, left: 0 };
  const side = (lengthOf: (offset: Offset) => number) =>
    lengthWithin(
      offsets.map((offset) => [lengthOf(offset), offset.alpha] as const),
      TIPS,
    );
  return {
    top: side(({ dy, y }) => Math.max(-dy, box.top - y)),
    right: side(({ dx, x }) => Math.max(dx, x + 1 - box.left - box.width)),
    bottom: side(({ dy, y }) => Math.max(dy, y + 1 - box.top - box.height)),
    left: side(({ dx, x }) => Math.max(-dx, box.left - x)),
  };
}
