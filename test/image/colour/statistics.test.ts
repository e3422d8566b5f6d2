import { describe, expect, it } from 'vitest';
import { colourStatistics, drawColours } from '../../../src/image/colour/statistics.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import { Rng } from '../../../src/shared/rng.js';
import { scene } from '../../support/pictures.js';

describe('colourStatistics', () => {
  it('by hand', () => {
    const picture: Picture = { width: 2, height: 1, pixels: Float32Array.of(0, 0.5, 1, 1, 0.5, 0.5) };
    const { mean, covariance } = colourStatistics(picture);
    expect([...mean]).toEqual([0.5, 0.5, 0.75]);
    expect([...covariance]).toEqual([0.25, 0, -0.125, 0, 0, 0, -0.125, 0, 0.0625]);
  });

  it('agrees with E[xy] - E[x] E[y]', () => {
    const { pixels } = scene({ width: 31, height: 17 }, 3);
    const picture = { width: 31, height: 17, pixels };
    const channels = [0, 1, 2].map((c) => [...pixels].filter((_, i) => i % 3 === c));
    const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const { mean, covariance } = colourStatistics(picture);
    for (const i of [0, 1, 2]) {
      expect(mean[i]).toBeCloseTo(average(channels[i]!), 10);
      for (const j of [0, 1, 2]) {
        const product = average(channels[i]!.map((value, k) => value * channels[j]![k]!));
        expect(covariance[3 * i + j]).toBeCloseTo(product - mean[i]! * mean[j]!, 10);
      }
    }
  });

  it('counts pixels by their alpha', () => {
    const pixels = Float32Array.of(0.2, 0.2, 0.2, 0.8, 0.8, 0.8, 9, 9, 9);
    const weighted: Picture = { width: 3, height: 1, pixels, alpha: Float32Array.of(1, 0.5, 0) };
    const repeated = Float32Array.of(...pixels.subarray(0, 3), ...pixels.subarray(0, 6));
    const plain = colourStatistics({ width: 3, height: 1, pixels: repeated });
    expect(colourStatistics(weighted).mean).toBeAllclose(plain.mean, 1e-6);
    expect(colourStatistics(weighted).covariance).toBeAllclose(plain.covariance, 1e-6, 1e-9);
  });
});

describe('drawColours', () => {
  const covariance = Float64Array.of(0.01, 0.004, 0, 0.004, 0.005, -0.001, 0, -0.001, 0.003);
  const statistics = { mean: Float64Array.of(0.4, 0.5, 0.6), covariance };
  const size = { width: 200, height: 150 };

  it('has the moments asked for, and no likeness of neighbours', () => {
    const picture = drawColours(statistics, size, new Rng(1));
    const drawn = colourStatistics(picture);
    expect(drawn.mean).toBeAllclose(statistics.mean, 0, 0.003);
    expect(drawn.covariance).toBeAllclose(covariance, 0.03, 3e-4);
    let product = 0;
    for (let i = 3; i < picture.pixels.length; i += 3) {
      product += (picture.pixels[i]! - 0.4) * (picture.pixels[i - 3]! - 0.4);
    }
    expect(Math.abs(product / 30_000)).toBeLessThan(4 * (0.01 / Math.sqrt(30_000)));
  });

  it('stays in 0..1, and is the same for the same seed only', () => {
    const bright = { ...statistics, mean: Float64Array.of(0.98, 0.5, 0.02) };
    const { pixels } = drawColours(bright, size, new Rng(7));
    expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(drawColours(bright, size, new Rng(7)).pixels).toEqual(pixels);
    expect(drawColours(bright, size, new Rng(8)).pixels).not.toEqual(pixels);
  });
});
