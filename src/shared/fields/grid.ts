import type { Size } from '../pictures/picture.js';

/** One number for each pixel, row by row. */
export interface Grid extends Size {
  readonly data: Float32Array;
}

/** The value of a pixel; beyond the border that of the nearest pixel within. */
export function valueAt({ width, height, data }: Grid, x: number, y: number): number {
  return data[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))]!;
}

/** How much the value rises from pixel to pixel, to the right and downwards: central differences. */
export function slopeAt(grid: Grid, x: number, y: number): [dx: number, dy: number] {
  return [
    (valueAt(grid, x + 1, y) - valueAt(grid, x - 1, y)) / 2,
    (valueAt(grid, x, y + 1) - valueAt(grid, x, y - 1)) / 2,
  ];
}
