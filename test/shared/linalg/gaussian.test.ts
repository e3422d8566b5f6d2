import { describe, expect, it } from 'vitest';
import {
  frechetDistance,
  GaussianSums,
  gaussianOf,
  mixGaussians,
} from '../../../src/shared/linalg/gaussian.js';
import { normalVectors as vectors } from '../../support/normalVectors.js';

function expectClose(actual: Float64Array, expected: Float64Array): void {
  const worst = actual.reduce((most, x, i) => Math.max(most, Math.abs(x - expected[i]!)), 0);
  expect(worst).toBeLessThan(1e-9);
}

describe('GaussianSums', () => {
  it('sees parts as the whole, and weights as repetitions', () => {
    const rows = vectors(40, 3, 5);
    const sums = new GaussianSums(3);
    sums.add(rows.subarray(0, 30));
    sums.add(rows.subarray(30));
    const whole = gaussianOf(rows, 3);
    expectClose(sums.gaussian().covariance, whole.covariance);
    const twice = gaussianOf(Float32Array.from([...rows, ...rows.subarray(0, 3)]), 3);
    const weighted = gaussianOf(
      rows,
      3,
      Float32Array.from({ length: 40 }, (_, i) => (i === 0 ? 2 : 1)),
    );
    expectClose(weighted.covariance, twice.covariance);
    expect(new GaussianSums(2).gaussian().mean).toEqual(new Float64Array(2));
  });
});

describe('mixGaussians', () => {
  it('is the distribution of all vectors together', () => {
    const [a, b] = [vectors(30, 9), vectors(10, 10, 3)];
    const all = gaussianOf(Float32Array.from([...a, ...b]), 3);
    const mixed = mixGaussians([gaussianOf(a, 3), gaussianOf(b, 3)], [0.75, 0.25]);
    expectClose(mixed.mean, all.mean);
    expectClose(mixed.covariance, all.covariance);
  });
});

describe('frechetDistance', () => {
  const normal = (mean: number, variance: number) => ({
    mean: Float64Array.of(mean),
    covariance: Float64Array.of(variance),
  });

  it('is the shift squared plus the difference of deviations squared, in one dimension', () => {
    expect(frechetDistance(normal(1, 4), normal(4, 9))).toBeCloseTo(9 + 1, 12);
  });

  it('is symmetric, and zero for equal ones alone', () => {
    const a = gaussianOf(vectors(60, 4), 3);
    const b = gaussianOf(vectors(60, 5, 1), 3);
    expect(frechetDistance(a, b)).toBeCloseTo(frechetDistance(b, a), 9);
    expect(frechetDistance(a, a)).toBeCloseTo(0, 9);
    expect(frechetDistance(a, b)).toBeGreaterThan(1);
  });
});
