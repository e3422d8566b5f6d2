import type { Grid } from './grid.js';
import { type LineFilter, throughLines } from './lines.js';
import { slidingMean } from './slidingMean.js';

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
  const filter: LineFilter = (source, target, line) => slidingMean(source, target, line, radius);
  let { data } = grid;
  for (let i = 0; i < 3; i++) data = throughLines(data, grid, 1, filter);
  return { width, height, data };
}
