import type { Grid } from '../../shared/fields/grid.js';

/** Slopes below this have no contour. */
const LEAST_SLOPE = 1e-4;

/**
 * A soft mask with its edge drawn together: the contour runs where it is one half, and is as wide as one of a drawn shape.
 *
 * @param mask 0..1, feathered, enlarged or sharp
 */
export function atHalfLevel({ width, height, data }: Grid): Grid {
  const valueAt = (x: number, y: number) =>
    data[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))]!;
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      const slope =
        Math.hypot(valueAt(x + 1, y) - valueAt(x - 1, y), valueAt(x, y + 1) - valueAt(x, y - 1)) / 2;
      const isFlat = slope < LEAST_SLOPE;
      const distance = isFlat ? (value >= 0.5 ? 1 : -1) : (value - 0.5) / Math.min(1, slope);
      out[y * width + x] = Math.min(1, Math.max(0, 0.5 + distance));
    }
  }
  return { width, height, data: out };
}
