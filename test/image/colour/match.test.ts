import { describe, expect, it } from 'vitest';
import { colourMap, matchColours } from '../../../src/image/colour/match.js';
import { type Matrix3, symmetricEigen, transpose } from '../../../src/image/colour/matrix3.js';
import { colourStatistics } from '../../../src/image/colour/statistics.js';
import { Rng } from '../../../src/shared/rng.js';
import { fc } from '../../support/fastCheck.js';
import { largestDifference, paint, scene } from '../../support/pictures.js';

const SIZE = { width: 40, height: 30 };
const seed = fc.integer({ min: 0, max: 1000 });
const ZERO: Matrix3 = [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
];

/** Mean [0.5, 0.5, 0.5] and the spread of camera noise: a standard deviation of one level. */
function noisyGrey() {
  const noise = new Rng(5).normals(SIZE.width * SIZE.height * 3, 1 / 255);
  return { ...SIZE, pixels: Float32Array.from(noise, (value) => 0.5 + value) };
}

describe('matchColours', () => {
  it('gives any picture the mean and covariance of any other', () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const target = colourStatistics(scene(SIZE, b));
        const matched = colourStatistics(matchColours(scene(SIZE, a), target));
        expect(matched.mean).toBeAllclose(target.mean, 0, 1e-6);
        expect(matched.covariance.flat()).toBeAllclose(target.covariance.flat(), 1e-4, 1e-6);
      }),
      { numRuns: 25 },
    );
  });

  it('changes nothing where the moments are the same already', () => {
    for (const picture of [scene(SIZE, 4), noisyGrey(), paint(SIZE, (x) => [x, x, x])]) {
      const matched = matchColours(picture, colourStatistics(picture));
      expect(largestDifference(matched.pixels, picture.pixels)).toBeLessThan(1e-6);
    }
  });

  it('comes back when it is matched back', () => {
    const [a, b] = [scene(SIZE, 1), scene(SIZE, 2)];
    const back = matchColours(matchColours(a, colourStatistics(b)), colourStatistics(a));
    expect(largestDifference(back.pixels, a.pixels)).toBeLessThan(1e-5);
  });

  it('does not care about the order of the pixels', () => {
    const [a, target] = [scene(SIZE, 1), colourStatistics(scene(SIZE, 2))];
    const turned = paint(SIZE, (x, y) => {
      const at = 3 * (Math.floor((1 - y) * SIZE.height) * SIZE.width + Math.floor((1 - x) * SIZE.width));
      return [a.pixels[at]!, a.pixels[at + 1]!, a.pixels[at + 2]!];
    });
    const there = matchColours(a, target).pixels;
    const back = matchColours(turned, target).pixels;
    expect(largestDifference(back.subarray(0, 3), there.subarray(-3))).toBeLessThan(1e-6);
  });

  it('gives a grey picture the tint of the target, and lets it stay without hues of its own', () => {
    const target = colourStatistics(scene(SIZE, 3));
    const matched = matchColours(
      paint(SIZE, (x) => [x, x, x]),
      target,
    );
    const { mean, covariance } = colourStatistics(matched);
    expect(mean).toBeAllclose(target.mean, 0, 1e-6);
    const values = [...symmetricEigen(covariance).values].sort((a, b) => b - a);
    expect(values[0]).toBeGreaterThan(1e-3);
    expect(values[1]).toBeLessThan(1e-9);
  });

  it('does not blow the noise of a flat picture up to the spread of the target', () => {
    const picture = noisyGrey();
    const target = {
      mean: [0.2, 0.5, 0.7],
      covariance: colourStatistics(scene(SIZE, 3)).covariance,
    } as const;
    const { mean, covariance } = colourStatistics(matchColours(picture, target));
    expect(mean).toBeAllclose(target.mean, 0, 1e-6);
    expect(covariance.flat()).toBeAllclose(colourStatistics(picture).covariance.flat(), 1e-3, 1e-9);
  });

  it('makes all pixels one colour for a target without spread', () => {
    const target = { mean: [0.1, 0.2, 0.3], covariance: ZERO } as const;
    const { pixels } = matchColours(scene(SIZE, 6), target);
    pixels.forEach((value, i) => {
      expect(value).toBeCloseTo(target.mean[i % 3]!, 6);
    });
  });

  it('keeps the alpha', () => {
    const alpha = new Float32Array(SIZE.width * SIZE.height).fill(0.5);
    const picture = { ...scene(SIZE, 1), alpha };
    expect(matchColours(picture, colourStatistics(picture)).alpha).toBe(alpha);
  });
});

describe('colourMap', () => {
  it('is symmetric and turns nothing around, as optimal transport must be', () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const from = colourStatistics(scene(SIZE, a)).covariance;
        const map = colourMap(from, colourStatistics(scene(SIZE, b)).covariance);
        expect(map.flat()).toBeAllclose(transpose(map).flat(), 1e-9, 1e-9);
        expect(Math.min(...symmetricEigen(map).values)).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });

  it('of channels without correlation is the ratio of their spreads', () => {
    const spread = (r: number, g: number, b: number): Matrix3 => [
      [r * r, 0, 0],
      [0, g * g, 0],
      [0, 0, b * b],
    ];
    const map = colourMap(spread(0.1, 0.2, 0.3), spread(0.2, 0.2, 0.1));
    expect(map.flat()).toBeAllclose([2, 0, 0, 0, 1, 0, 0, 0, 1 / 3], 1e-9, 1e-9);
  });
});
