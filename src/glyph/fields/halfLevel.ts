import { type Grid, slopeAt } from '../../shared/fields/grid.js';

/** Slopes below this have no contour. */
const LEAST_SLOPE = 1e-4;

/**
 * A soft mask with its edge drawn together: the contour runs where it is one half, and is as wide as one of a drawn shape.
 *
 * @param mask 0..1, feathered, enlarged or sharp
 */
export function atHalfLevel(mask: Grid): Grid {
  const { width, height, data } = mask;
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      const slope = Math.hypot(...slopeAt(mask, x, y));
      const isFlat = slope < LEAST_SLOPE;
      const distance = isFlat ? (value >= 0.5 ? 1 : -1) : (value - 0.5) / Math.min(1, slope);
      out[y * width + x] = Math.min(1, Math.max(0, 0.5 + distance));
    }
  }
  return { width, height, data: out };
}
