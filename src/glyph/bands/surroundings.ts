import type { Grid } from '../../shared/fields/grid.js';

/** What places are compared by: the distance to the contour at a pixel, and around it. */
export interface Stencil {
  /** How far from the pixel, in stroke radii. */
  readonly reachRadii: number;
  /** How much a squared difference there counts beside one at the pixel; 0: not at all. */
  readonly weight: number;
  /** Differences of about this much do not matter: any of the places will do. */
  readonly slack: number;
}

/** Steps to the places around, in units of the reach: the eight points of the compass. */
const COMPASS = Array.from({ length: 8 }, (_, i) => {
  const angle = (i * Math.PI) / 4;
  return [Math.cos(angle), Math.sin(angle)] as const;
});

/** Where each pixel lies in relation to the shape. */
export interface Surroundings {
  /** Numbers for each pixel, the first of which is its distance to the contour. */
  readonly valuesPerPixel: number;
  /** [pixels, length], in stroke radii; squared differences between two pixels say how unlike their places are. */
  readonly data: Float32Array;
}

/** Bilinear; beyond the border as on it. */
function sample({ width, height, data }: Grid, x: number, y: number): number {
  const cx = Math.min(width - 1, Math.max(0, x));
  const cy = Math.min(height - 1, Math.max(0, y));
  const left = Math.floor(cx);
  const top = Math.floor(cy);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const u = cx - left;
  const v = cy - top;
  const upper = data[top * width + left]! * (1 - u) + data[top * width + right]! * u;
  const lower = data[bottom * width + left]! * (1 - u) + data[bottom * width + right]! * u;
  return upper * (1 - v) + lower * v;
}

/**
 * Describes the place of each pixel by the distance to the contour there and around it: what lies above a stroke is told
 * from what lies below it, and a corner from an edge.
 *
 * @param distance in stroke radii, negative inside
 * @param radiusPx the stroke radius
 * @param isDirected whether above, below and the sides are told apart
 */
export function surroundingsOf(
  distance: Grid,
  radiusPx: number,
  { reachRadii, weight }: Pick<Stencil, 'reachRadii' | 'weight'>,
  isDirected: boolean,
): Surroundings {
  const { width, height, data: distances } = distance;
  if (weight === 0) return { valuesPerPixel: 1, data: distances };
  const length = 1 + COMPASS.length;
  const data = new Float32Array(distances.length * length);
  const [reachPx, scale] = [reachRadii * radiusPx, Math.sqrt(weight)];
  const around = new Float32Array(COMPASS.length);
  for (let y = 0, offset = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[offset++] = distances[y * width + x]!;
      for (const [i, [dx, dy]] of COMPASS.entries()) {
        around[i] = sample(distance, x + dx * reachPx, y + dy * reachPx) * scale;
      }
      // Sorted, it says how the shape lies around but not on which side.
      if (!isDirected) around.sort();
      data.set(around, offset);
      offset += COMPASS.length;
    }
  }
  return { valuesPerPixel: length, data };
}
