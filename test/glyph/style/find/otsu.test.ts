import { describe, expect, it } from 'vitest';
import { otsuThreshold } from '../../../../src/glyph/style/find/otsu.js';
import { Rng } from '../../../../src/shared/rng.js';

/** Variance between the values below a threshold and the others. */
function between(values: Float32Array, threshold: number): number {
  const parts = [values.filter((value) => value < threshold), values.filter((value) => value >= threshold)];
  const meanOf = (part: Float32Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
  if (parts.some((part) => part.length === 0)) return 0;
  const [low, high] = parts.map(meanOf) as [number, number];
  return ((parts[0]!.length * parts[1]!.length) / values.length ** 2) * (high - low) ** 2;
}

describe('otsuThreshold', () => {
  it.each([1, 2, 3])('parts values as well as the best of all thresholds (%d)', (seed) => {
    const rng = new Rng(seed);
    // In the middle of bins, so that nothing is lost by sorting into them.
    const values = Float32Array.from({ length: 500 }, () => {
      const value = rng.uniform() < 0.3 ? 0.2 + 0.1 * rng.normal() : 0.6 + 0.15 * rng.normal();
      return (Math.floor(256 * Math.min(0.999, Math.max(0, value))) + 0.5) / 256;
    });
    const best = Math.max(...Array.from({ length: 257 }, (_, k) => between(values, k / 256)));
    expect(between(values, otsuThreshold(values)) / best).toBeGreaterThan(0.999);
  });

  it('lies in the middle of a gap', () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => (i < 30 ? 0.1 : 0.7));
    expect(otsuThreshold(values)).toBeCloseTo(0.4, 1);
  });

  it('turns round with the values', () => {
    const values = new Rng(4).normals(300).map((value) => Math.min(1, Math.max(0, 0.5 + 0.2 * value)));
    const turned = otsuThreshold(values.map((value) => 1 - value));
    expect(turned + otsuThreshold(values)).toBeCloseTo(1, 1);
  });
});
