import type { Grid } from './grid.js';

/**
 * The value between pixels, bilinear; the border goes on beyond.
 *
 * @param grid may have several channels, [height, width, channels], of which one is meant
 */
export function sampleGrid(
  { width, height, data }: Grid,
  x: number,
  y: number,
  channels = 1,
  channel = 0,
): number {
  const px = Math.min(width - 1, Math.max(0, x));
  const py = Math.min(height - 1, Math.max(0, y));
  const left = Math.floor(px);
  const top = Math.floor(py);
  const fx = px - left;
  const fy = py - top;
  const right = Math.min(width - 1, left + 1);
  const upper = top * width;
  const lower = Math.min(height - 1, top + 1) * width;
  const above =
    (1 - fx) * data[(upper + left) * channels + channel]! + fx * data[(upper + right) * channels + channel]!;
  const below =
    (1 - fx) * data[(lower + left) * channels + channel]! + fx * data[(lower + right) * channels + channel]!;
  return (1 - fy) * above + fy * below;
}
