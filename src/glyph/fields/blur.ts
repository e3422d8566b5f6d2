import type { Grid } from '../grid.js';

/** Sliding mean along lines: `length` values `stride` apart, from `start` on; the ends repeat. */
function meanLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  length: number,
  radius: number,
): void {
  const valueAt = (k: number) => from[start + Math.min(length - 1, Math.max(0, k)) * stride]!;
  let sum = 0;
  for (let k = -radius; k <= radius; k++) sum += valueAt(k);
  for (let k = 0; k < length; k++) {
    to[start + k * stride] = sum / (2 * radius + 1);
    sum += valueAt(k + radius + 1) - valueAt(k - radius);
  }
}

function boxBlur({ width, height, data }: Grid, radius: number): Grid {
  const across = new Float32Array(data.length);
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) meanLine(data, across, y * width, 1, width, radius);
  for (let x = 0; x < width; x++) meanLine(across, out, x, width, height, radius);
  return { width, height, data: out };
}

/** Blurs by three box filters, which come close to a normal distribution. @param radiusPx of each box; 0 for none */
export function blurred(grid: Grid, radiusPx: number): Grid {
  const radius = Math.round(radiusPx);
  return radius === 0 ? grid : boxBlur(boxBlur(boxBlur(grid, radius), radius), radius);
}
