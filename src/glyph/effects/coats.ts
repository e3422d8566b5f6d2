/** What coats of paint are made of. */

import { covered } from '../fields/covered.js';
import type { Colour } from './colour.js';
import type { ShapeFields } from './shapeFields.js';

/** Red, green and blue of a colour, for all pixels. */
export function flat([red, green, blue]: Colour): Float32Array {
  return Float32Array.of(red, green, blue);
}

/** The share of each pixel around the shape that lies within some distance of it; all of what is around it if left out. */
export function around(
  { coverage, distance }: ShapeFields,
  withinPx = Number.POSITIVE_INFINITY,
): Float32Array {
  return coverage.map((value, i) => Math.max(0, covered(distance[i]! - withinPx) - value));
}

/** The share of each pixel that lies in the shape, but no deeper than this. */
export function rim({ coverage, distance }: ShapeFields, depthPx: number): Float32Array {
  return coverage.map((value, i) => Math.max(0, value - covered(distance[i]! + depthPx)));
}

/** The share of each pixel that lies within the shape grown by some pixels. */
export function grown({ coverage, distance }: ShapeFields, byPx: number): Float32Array {
  if (byPx === 0) return coverage;
  return distance.map((distancePx) => covered(distancePx - byPx));
}
