import type { Grid } from '../../shared/fields/grid.js';

/** The contour runs where values are one half. */
const LEVEL = 0.5;
/** Flatter than this nothing is a contour. */
const FLAT = 1e-6;
/** What changes by so much within three pixels is as sharp as pixels allow. */
const SHARP = 0.9;

/** The lowest and the highest value within one pixel of a place. */
function rangeAround({ width, height, data }: Grid, x: number, y: number): [lowest: number, highest: number] {
  let [lowest, highest] = [1, 0];
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
      const value = data[v * width + u]!;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }
  return [lowest, highest];
}

/**
 * The shape whose contour runs where soft values cross one half: coverage that changes within one pixel. Edges that are as
 * sharp already stay as they are.
 */
export function sharpened(soft: Grid): Grid {
  const { width, height } = soft;
  const data = soft.data.map((value, i) => {
    const [lowest, highest] = rangeAround(soft, i % width, Math.floor(i / width));
    const range = highest - lowest;
    if (range < FLAT || lowest >= LEVEL || highest < LEVEL) return value >= LEVEL ? 1 : 0;
    if (range > SHARP) return value;
    return Math.min(1, Math.max(0, LEVEL + (value - LEVEL) / (range / 2)));
  });
  return { width, height, data };
}
