import { expect, it } from 'vitest';
import { upwardness } from '../../../src/glyph/fields/upwardness.js';
import type { Grid } from '../../../src/shared/fields/grid.js';

const SIZE = { width: 41, height: 33 };
const gridOf = (px: (x: number, y: number) => number): Grid => ({
  ...SIZE,
  data: Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) =>
    px(i % SIZE.width, Math.floor(i / SIZE.width)),
  ),
});
const [X, Y] = [17.3, 14.6];
const disc = gridOf((x, y) => Math.hypot(x - X, y - Y) - 9);

it('is the cosine of the angle between the outward normal and upwards', () => {
  const found = upwardness(disc);
  for (const [i, value] of found.entries()) {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    const off = Math.hypot(x - X, y - Y);
    const isInside = x > 0 && y > 0 && x < SIZE.width - 1 && y < SIZE.height - 1;
    // Beside the middle, and at the border, differences say little.
    if (off < 3 || !isInside) continue;
    expect(Math.abs(value - (Y - y) / off)).toBeLessThan(0.03);
  }
});

it('is 0 where nothing rises', () => {
  expect(upwardness(gridOf(() => 4)).every((value) => value === 0)).toBe(true);
});

it('is 1 above a flat contour, -1 below one', () => {
  expect(upwardness(gridOf((_, y) => 10 - y)).every((value) => value === 1)).toBe(true);
  expect(upwardness(gridOf((_, y) => y - 10)).every((value) => value === -1)).toBe(true);
});
