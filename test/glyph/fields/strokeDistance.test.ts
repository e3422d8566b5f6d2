import { describe, expect, it } from 'vitest';
import { strokeDistance } from '../../../src/glyph/fields/strokeDistance.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import { Rng } from '../../../src/shared/rng.js';

const [WIDTH, HEIGHT] = [120, 60];
const gridOf = (isInside: (x: number, y: number) => boolean): Grid => ({
  width: WIDTH,
  height: HEIGHT,
  data: Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
    isInside(i % WIDTH, Math.floor(i / WIDTH)) ? 1 : 0,
  ),
});
/** A bar across the picture, `half` pixels on each side of its middle line. */
const bar = (half: number) => signedDistance(gridOf((_, y) => y >= 30 - half && y < 30 + half));
const column = ({ data }: Grid, x = 60) => Array.from({ length: HEIGHT }, (_, y) => data[y * WIDTH + x]!);

describe('strokeDistance', () => {
  it.each([4, 8, 14])(
    'of a bar %i px to each side is 0 in the middle, 1 at the contour, and linear',
    (half) => {
      const values = column(strokeDistance(bar(half), 10));
      for (let y = 30 - half; y < 30 + half; y++) {
        const wanted = Math.abs(y + 0.5 - 30) / half;
        expect(Math.abs(values[y]! - wanted)).toBeLessThan(1 / half);
      }
    },
  );

  it('grows by 1 with every unit outside', () => {
    const values = column(strokeDistance(bar(8), 10));
    expect(values[30 + 8 + 10]! - values[30 + 8]!).toBeCloseTo(1, 2);
    expect(values[38]).toBeGreaterThanOrEqual(1);
  });

  it('adapts to strokes of two widths, and is the same in the mirror', () => {
    const shape = gridOf((x, y) => Math.abs(y + 0.5 - 30) < (x < 60 ? 6 : 14));
    const both = strokeDistance(signedDistance(shape), 10);
    expect(column(both, 20)[30 + 5]).toBeGreaterThan(0.75);
    expect(column(both, 100)[30 + 5]).toBeLessThan(0.55);
    const upsideDown = Array.from(
      both.data,
      (_, i) => both.data[(HEIGHT - 1 - Math.floor(i / WIDTH)) * WIDTH + (i % WIDTH)]!,
    );
    expect(Float32Array.from(upsideDown)).toBeAllclose(both.data, 0, 0.15);
  });

  it('knows narrow gaps in wide ground, if it is told how wide strokes are', () => {
    // Two bars with a gap of 8 px; the ground beyond is as wide as the picture.
    const shape = signedDistance(gridOf((_, y) => (y >= 18 && y < 26) || (y >= 34 && y < 42)));
    const ground = { ...shape, data: shape.data.map((px) => -px) };
    const gap = column(strokeDistance(ground, 4, 4)).slice(26, 34);
    const wanted = gap.map((_, i) => Math.abs(i + 0.5 - 4) / 4);
    for (const [i, value] of gap.entries()) expect(Math.abs(value - wanted[i]!)).toBeLessThan(0.25);
  });

  it('of a ring is how far it is from the middle of its stroke, in half strokes; and in units beyond', () => {
    // Off the middle of the picture, and with an inner side that is curved the other way.
    const [x, y, middle, half] = [44, 29, 19, 7];
    const ring = gridOf((i, j) => Math.abs(Math.hypot(i - x, j - y) - middle) < half);
    const { data } = strokeDistance(signedDistance(ring), 10);
    for (const [i, value] of data.entries()) {
      const off = Math.abs(Math.hypot((i % WIDTH) - x, Math.floor(i / WIDTH) - y) - middle);
      const wanted = off < half ? off / half : 1 + (off - half) / 10;
      expect(Math.abs(value - wanted)).toBeLessThan(off < half ? 0.15 : 0.1);
    }
  });

  it('takes no noise along the contour for the middle of a stroke', () => {
    const shape = signedDistance(gridOf((_, y) => Math.abs(y + 0.5 - 30) < 14));
    const noise = new Rng(1);
    const rough = { ...shape, data: shape.data.map((px) => (px > -1 && px < 0 ? px * noise.uniform() : px)) };
    const [smooth, noisy] = [strokeDistance(shape, 10), strokeDistance(rough, 10)];
    expect(noisy.data).toBeAllclose(smooth.data, 0, 0.08);
  });
});
