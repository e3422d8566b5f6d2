import { type Grid, slopeAt } from '../../shared/fields/grid.js';

/** Slopes below this have no contour. */
const LEAST_SLOPE = 1e-4;

/** Pixels that are neither covered nor free lie within these. */
const PARTLY = { least: 0.05, most: 0.95 } as const;
/** A drawn edge has about one such pixel for each step of its contour; a feathered one has several. */
const CRISP_WIDTH_PX = 1.5;

/** Whether the edge of a mask is no wider than that of a drawn shape. */
function isCrisp({ width, height, data }: Grid): boolean {
  let [partly, steps] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const value = data[i]!;
      if (value > PARTLY.least && value < PARTLY.most) partly++;
      const isInside = value >= 0.5;
      if (x + 1 < width && data[i + 1]! >= 0.5 !== isInside) steps++;
      if (y + 1 < height && data[i + width]! >= 0.5 !== isInside) steps++;
    }
  }
  return partly <= CRISP_WIDTH_PX * steps;
}

/**
 * A soft mask with its edge drawn together: the contour runs where it is one half, and is as wide as one of a drawn shape. A
 * mask that has such an edge stays as it is.
 *
 * @param mask 0..1, feathered, enlarged or sharp
 */
export function atHalfLevel(mask: Grid): Grid {
  if (isCrisp(mask)) return mask;
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
