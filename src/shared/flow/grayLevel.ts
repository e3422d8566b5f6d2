import type { Grid } from '../fields/grid.js';
import { lumaAt } from '../pictures/luma.js';
import { type Picture, RGB, type Size } from '../pictures/picture.js';

/** Brightness is in 0..255, which the constants of the papers are made for. */
const WHITE = 255;

/** The brightness of a picture, enlarged to the right and below by its last pixels. @param size at least that of the picture */
export function grayGrid({ width, height, pixels }: Picture, size: Size): Grid {
  const data = new Float32Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    const row = Math.min(height - 1, y) * width;
    for (let x = 0; x < size.width; x++)
      data[y * size.width + x] = WHITE * lumaAt(pixels, RGB * (row + Math.min(width - 1, x)));
  }
  return { ...size, data };
}

/** Half of the size, by means of 2 x 2. @param grid with even sides */
export function halved({ width, height, data }: Grid): Grid {
  const [w, h] = [width / 2, height / 2];
  const half = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const upper = 2 * y * width + 2 * x;
      const lower = upper + width;
      half[y * w + x] = (data[upper]! + data[upper + 1]! + data[lower]! + data[lower + 1]!) / 4;
    }
  }
  return { width: w, height: h, data: half };
}

/** How much the value rises per pixel to the right, and downwards: central differences, the border going on beyond. */
export function slopes({ width, height, data }: Grid): {
  readonly x: Float32Array;
  readonly y: Float32Array;
} {
  const x = new Float32Array(data.length);
  const y = new Float32Array(data.length);
  for (let row = 0; row < height; row++) {
    const above = Math.max(0, row - 1) * width;
    const below = Math.min(height - 1, row + 1) * width;
    for (let column = 0; column < width; column++) {
      const pixel = row * width + column;
      const left = row * width + Math.max(0, column - 1);
      const right = row * width + Math.min(width - 1, column + 1);
      x[pixel] = (data[right]! - data[left]!) / 2;
      y[pixel] = (data[below + column]! - data[above + column]!) / 2;
    }
  }
  return { x, y };
}

/** With its border repeated on all sides. */
export function bordered({ width, height, data }: Grid, borderPx: number): Grid {
  const [w, h] = [width + 2 * borderPx, height + 2 * borderPx];
  const wide = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const row = Math.min(height - 1, Math.max(0, y - borderPx)) * width;
    for (let x = 0; x < w; x++) wide[y * w + x] = data[row + Math.min(width - 1, Math.max(0, x - borderPx))]!;
  }
  return { width: w, height: h, data: wide };
}
