import type { Grid } from './grid.js';
import { type LineFilter, throughLines } from './lines.js';

/** Sliding mean along a line; the values at its ends repeat. */
function meanFilter(radius: number): LineFilter {
  return (source, target, { start, stride, length }) => {
    const valueAt = (k: number) => source[start + Math.min(length - 1, Math.max(0, k)) * stride]!;
    let sum = 0;
    for (let k = -radius; k <= radius; k++) sum += valueAt(k);
    for (let k = 0; k < length; k++) {
      target[start + k * stride] = sum / (2 * radius + 1);
      sum += valueAt(k + radius + 1) - valueAt(k - radius);
    }
  };
}

/**
 * Three box filters one after the other, which come close to a normal distribution; their cost does not grow with the
 * radius, as that of `gaussianBlur` does.
 *
 * @param radiusPx of each box; below a half `grid` itself comes back
 */
export function boxBlur(grid: Grid, radiusPx: number): Grid {
  const radius = Math.round(radiusPx);
  if (radius === 0) return grid;
  const { width, height } = grid;
  const filter = meanFilter(radius);
  let { data } = grid;
  for (let i = 0; i < 3; i++) data = throughLines(data, grid, 1, filter);
  return { width, height, data };
}
