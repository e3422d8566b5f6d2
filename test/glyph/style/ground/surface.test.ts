import { describe, expect, it } from 'vitest';
import { drawSurface, fitSurface } from '../../../../src/glyph/style/ground/surface.js';
import { Rng } from '../../../../src/shared/rng.js';

const SIZE = { width: 40, height: 30 };
const COUNT = SIZE.width * SIZE.height;
const all = Uint32Array.from({ length: COUNT }, (_, i) => i);

/** A polynomial of the place, of a degree up to 3, for each channel. */
function ramp(degree: number): Float32Array {
  return Float32Array.from({ length: 3 * COUNT }, (_, k) => {
    const i = Math.floor(k / 3);
    const [x, y] = [(i % SIZE.width) / SIZE.width, Math.floor(i / SIZE.width) / SIZE.height];
    const slant = 0.3 + 0.2 * x - 0.1 * y + 0.05 * (k % 3);
    return slant + (degree > 1 ? 0.2 * x * y : 0) + (degree > 2 ? 0.15 * x * x * y : 0);
  });
}

describe('fitSurface', () => {
  it.each([1, 2, 3])('is the polynomial of degree %d that its samples lie on', (degree) => {
    const pixels = ramp(degree);
    const surface = fitSurface(pixels, SIZE, all, degree);
    expect(drawSurface(surface, SIZE)).toBeAllclose(pixels, 0, 1e-3);
    expect(surface.spread).toBeLessThan(1e-3);
  });

  it('is not moved by what lies far off it', () => {
    const pixels = ramp(2);
    const rng = new Rng(3);
    const soiled = pixels.map((value, k) => (Math.floor(k / 3) % 4 === 0 ? rng.uniform() : value));
    expect(drawSurface(fitSurface(soiled, SIZE, all, 2), SIZE)).toBeAllclose(pixels, 0, 0.01);
  });

  it('knows from a part what the whole is', () => {
    const pixels = ramp(2);
    const border = all.filter((i) => i % SIZE.width < 4 || i % SIZE.width > 35 || i < 120 || i > COUNT - 120);
    expect(drawSurface(fitSurface(pixels, SIZE, border, 2), SIZE)).toBeAllclose(pixels, 0, 5e-3);
  });

  it('has the spread of its noise', () => {
    const noise = new Rng(5).normals(3 * COUNT);
    const pixels = ramp(1).map((value, k) => value + 0.02 * noise[k]!);
    const { spread } = fitSurface(pixels, SIZE, all, 1);
    // The largest of three: its median is 1.26 deviations.
    expect(spread).toBeGreaterThan(0.022);
    expect(spread).toBeLessThan(0.03);
  });
});

describe('drawSurface', () => {
  it('is the same picture at any size, and no colour beyond 0..1', () => {
    const surface = fitSurface(ramp(3), SIZE, all, 3);
    const large = drawSurface(surface, { width: 80, height: 60 });
    const small = drawSurface(surface, SIZE);
    for (const [x, y] of [
      [3, 4],
      [20, 15],
      [39, 29],
    ] as const) {
      const [i, j] = [3 * (2 * y * 80 + 2 * x), 3 * (y * SIZE.width + x)];
      expect(large.subarray(i, i + 3)).toBeAllclose(small.subarray(j, j + 3), 0, 1e-6);
    }
    const bright = fitSurface(
      ramp(1).map((value) => 2 * value),
      SIZE,
      all,
      1,
    );
    expect(Math.max(...drawSurface(bright, SIZE))).toBe(1);
  });
});
