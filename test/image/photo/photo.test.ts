import { describe, expect, it } from 'vitest';
import { poissonFinish } from '../../../src/image/photo/poisson.js';
import { colourMap, oklabStatistics, transportColours } from '../../../src/image/photo/transportColours.js';
import { applyFit, guidedFit } from '../../../src/shared/fields/guidedFilter.js';
import { applyAffine, fitLocalAffine } from '../../../src/shared/fields/localAffine.js';
import { solveScreenedPoisson } from '../../../src/shared/fields/screenedPoisson.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import { Rng } from '../../../src/shared/rng.js';

const size = { width: 9, height: 7 };
const uniforms = (seed: number, count: number) => {
  const rng = new Rng(seed);
  return Float32Array.from({ length: count }, () => 0.2 + 0.6 * rng.uniform());
};
const picture = (seed: number): Picture => ({ ...size, pixels: uniforms(seed, 9 * 7 * 3) });
const furthest = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('colours', () => {
  it('stay, mapped from a photograph to itself', () => {
    const content = picture(1);
    const statistics = oklabStatistics(content);
    const { pixels } = transportColours(content, [{ map: colourMap(statistics, statistics) }]);
    expect(furthest(pixels, content.pixels)).toBeLessThan(1e-3);
  });

  it('stay grey in the colours of a grey style', () => {
    const grey = uniforms(3, 9 * 7);
    const style: Picture = {
      ...size,
      pixels: Float32Array.from({ length: 9 * 7 * 3 }, (_, i) => grey[Math.floor(i / 3)]!),
    };
    const content = picture(2);
    const map = colourMap(oklabStatistics(content), oklabStatistics(style));
    const { pixels } = transportColours(content, [{ map }]);
    for (let i = 0; i < pixels.length; i += 3)
      expect(Math.abs(pixels[i]! - pixels[i + 2]!)).toBeLessThan(0.12);
  });

  it('of a content of one colour become one colour', () => {
    const content: Picture = { ...size, pixels: new Float32Array(9 * 7 * 3).fill(0.4) };
    const map = colourMap(oklabStatistics(content), oklabStatistics(picture(4)));
    const { pixels } = transportColours(content, [{ map }]);
    expect(furthest(pixels.subarray(3), pixels.subarray(0, -3))).toBeLessThan(1e-5);
    const [mean, ofStyle] = [pixels, picture(4).pixels].map((values) => values.reduce((a, b) => a + b) / 189);
    // Oklab's mean is not that of pixels, but near it.
    expect(Math.abs(mean! - ofStyle!)).toBeLessThan(0.05);
  });
});

describe('screened Poisson', () => {
  it('of the content itself is the content', () => {
    const content = picture(5);
    expect(furthest(poissonFinish(content, content).pixels, content.pixels)).toBeLessThan(1e-5);
  });

  it('solves its equation with mirrored borders', () => {
    const [data, w] = [uniforms(6, 63), 2];
    const { data: x } = solveScreenedPoisson({ ...size, data }, w);
    for (let row = 0; row < 7; row++) {
      for (let column = 0; column < 9; column++) {
        const near = (r: number, c: number) =>
          x[Math.min(6, Math.max(0, r)) * 9 + Math.min(8, Math.max(0, c))]!;
        const middle = near(row, column);
        const laplacian =
          near(row - 1, column) +
          near(row + 1, column) +
          near(row, column - 1) +
          near(row, column + 1) -
          4 * middle;
        expect(middle - w * w * laplacian).toBeCloseTo(data[row * 9 + column]!, 4);
      }
    }
  });
});

describe('the guided filter', () => {
  it('is its definition: the mean of the fits of all windows', () => {
    const [guide, input, radius, least] = [uniforms(7, 63), uniforms(8, 63), 2, 0.01];
    const found = applyFit(guidedFit({ ...size, data: guide }, input, radius, least), {
      ...size,
      data: guide,
    });
    const index = (r: number, c: number) => Math.min(6, Math.max(0, r)) * 9 + Math.min(8, Math.max(0, c));
    const window = (r: number, c: number) =>
      Array.from({ length: 25 }, (_, k) => index(r + Math.floor(k / 5) - 2, c + (k % 5) - 2));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const fits = Array.from({ length: 63 }, (_, i) => {
      const inside = window(Math.floor(i / 9), i % 9);
      const [g, p] = [mean(inside.map((k) => guide[k]!)), mean(inside.map((k) => input[k]!))];
      const variance = mean(inside.map((k) => (guide[k]! - g) ** 2));
      const a = mean(inside.map((k) => (guide[k]! - g) * (input[k]! - p))) / (variance + least);
      return [a, p - a * g] as const;
    });
    found.data.forEach((value, i) => {
      const inside = window(Math.floor(i / 9), i % 9);
      const expected =
        mean(inside.map((k) => fits[k]![0])) * guide[i]! + mean(inside.map((k) => fits[k]![1]));
      expect(value).toBeCloseTo(expected, 4);
    });
  });
});

describe('local affine functions', () => {
  it('find an affine change of colours again, also on a larger picture', () => {
    const change = (pixels: Float32Array) =>
      pixels.map((_, i) => 0.1 + 0.5 * pixels[i - (i % 3) + (((i % 3) + 1) % 3)]!);
    const guide = uniforms(9, 63 * 3);
    const field = fitLocalAffine(guide, change(guide), size, { radiusPx: 2, leastVariance: 1e-7 });
    expect(furthest(applyAffine(field, guide, size), change(guide))).toBeLessThan(2e-3);
    const large = uniforms(10, 21 * 13 * 3);
    const drawn = applyAffine(field, large, { width: 21, height: 13 });
    const right = large.map((_, i) => 0.1 + 0.5 * large[i - (i % 3) + (((i % 3) + 1) % 3)]!);
    expect(furthest(drawn, right)).toBeLessThan(5e-3);
  });
});
