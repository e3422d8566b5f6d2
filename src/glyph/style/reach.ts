import { nearestSites } from '../../shared/fields/nearestSite.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import type { ShapedExample } from '../synthesis.js';

/** How far something goes beyond a shape to each side. */
export interface Sides {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Less alpha is not seen. */
const VISIBLE = 0.02;
/** Share of the effect's alpha that may lie further out. */
const SPECKS = 0.002;
const COVERED = 0.5;

/** The least length that all but specks of the weight lies within. */
function within(lengths: readonly (readonly [length: number, weight: number])[], total: number): number {
  let left = SPECKS * total;
  for (const [length, weight] of lengths.toSorted((a, b) => b[0] - a[0])) {
    left -= weight;
    if (left < 0) return Math.max(0, length);
  }
  return 0;
}

/** How far an effect goes beyond its shape, upwards, to the right, downwards and to the left, in pixels. */
export function effectReach({ picture, shape }: ShapedExample): Sides {
  const { width } = shape;
  const isShape = Uint8Array.from(shape.data, (value) => (value >= COVERED ? 1 : 0));
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
  const total = offsets.reduce((sum, { alpha }) => sum + alpha, 0);
  const side = (lengthOf: (offset: { dx: number; dy: number }) => number) =>
    within(
      offsets.map((offset) => [lengthOf(offset), offset.alpha] as const),
      total,
    );
  return {
    top: side(({ dy }) => -dy),
    right: side(({ dx }) => dx),
    bottom: side(({ dy }) => dy),
    left: side(({ dx }) => -dx),
  };
}
