import type { Grid } from '../../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';

/** What is covered or opaque as much as this belongs to the body of a letter; the same for both, or edges would count. */
const OPAQUE = 0.9;

/**
 * How well what is opaque covers the shape: intersection over union. An effect with an opaque halo has less than 1 even
 * where it is perfect: compare with the example's own.
 */
export function bodyOverlap({ rgba }: Premultiplied, shape: Grid): number {
  let both = 0;
  let either = 0;
  for (const [i, covered] of shape.data.entries()) {
    const isOpaque = rgba[i * RGBA + RGBA - 1]! > OPAQUE;
    const isInside = covered > OPAQUE;
    if (isOpaque && isInside) both++;
    if (isOpaque || isInside) either++;
  }
  return either === 0 ? 1 : both / either;
}
