import type { Size } from '../pictures/picture.js';
import { resample } from '../pictures/resample.js';
import type { Grid } from './grid.js';

/** The map at another size, by the kernel that never leaves the range of its input. */
export function resizeGrid(grid: Grid, { width, height }: Size): Grid {
  return { width, height, data: resample(grid.data, grid, { width, height }, 'triangle', 'leave-out') };
}
