import type { Grid } from '../fields/grid.js';

/** The value between pixels, bilinear; the border goes on beyond. */
export function sampleGrid({ width, height, data }: Grid, x: number, y: number): number {
  const px = Math.min(width - 1, Math.max(0, x));
  const py = Math.min(height - 1, Math.max(0, y));
  const left = Math.floor(px);
  const top = Math.floor(py);
  const fx = px - left;
  const fy = py - top;
  const right = Math.min(width - 1, left + 1);
  const upper = top * width;
  const lower = Math.min(height - 1, top + 1) * width;
  const above = (1 - fx) * data[upper + left]! + fx * data[upper + right]!;
  const below = (1 - fx) * data[lower + left]! + fx * data[lower + right]!;
  return (1 - fy) * above + fy * below;
}
