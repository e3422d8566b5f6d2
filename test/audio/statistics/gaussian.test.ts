import { describe, expect, it } from 'vitest';
import {
  applyMap,
  frechetDistance,
  GaussianSums,
  gaussianOf,
  transportMap,
} from '../../../src/audio/statistics/gaussian.js';
import { matrixRoot, multiply, symmetricEigen } from '../../../src/audio/statistics/symmetric.js';
import { Rng } from '../../../src/shared/rng.js';

/** Normal vectors of 3, mixed and shifted. */
function vectors(count: number, seed: number, shift = 0): Float32Array {
  const rng = new Rng(seed);
  const mix = rng.normals(9);
  const rows = new Float32Array(count * 3);
  for (let row = 0; row < count; row++) {
    const z = rng.normals(3);
    for (let i = 0; i < 3; i++)
      rows[row * 3 + i] = shift + z.reduce((sum, x, j) => sum + x * mix[i * 3 + j]!, 0);
  }
  return rows;
}

function expectClose(found: Float64Array, wanted: Float64Array): void {
  const worst = found.reduce((most, x, i) => Math.max(most, Math.abs(x - wanted[i]!)), 0);
  expect(worst).toBeLessThan(1e-9);
}

describe('symmetricEigen', () => {
  it('puts a matrix together again, from orthonormal vectors', () => {
    const { covariance } = gaussianOf(vectors(50, 1), 3);
    const { values, vectors: v } = symmetricEigen(covariance, 3);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let rebuilt = 0;
        let product = 0;
        for (let k = 0; k < 3; k++) {
          rebuilt += values[k]! * v[i * 3 + k]! * v[j * 3 + k]!;
          product += v[k * 3 + i]! * v[k * 3 + j]!;
        }
        expect(rebuilt).toBeCloseTo(covariance[i * 3 + j]!, 10);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 12);
      }
    }
  });

  it('gives roots that square to the matrix', () => {
    const { covariance } = gaussianOf(vectors(50, 2), 3);
    const root = matrixRoot(covariance, 3);
    expectClose(multiply(root, root, 3), covariance);
  });
});

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

describe('transportMap', () => {
  it('carries a distribution over to another', () => {
    const from = vectors(4000, 6);
    const to = vectors(4000, 7, 2);
    const target = gaussianOf(to, 3);
    const moved = gaussianOf(applyMap(transportMap(gaussianOf(from, 3), target, 0.02), from), 3);
    const before = frechetDistance(gaussianOf(from, 3), target);
    expect(frechetDistance(moved, target)).toBeLessThan(0.01 * before);
  });

  it('moves no more than it has to: the mean square of the way is the Frechet distance', () => {
    const from = vectors(4000, 6);
    const target = gaussianOf(vectors(4000, 7, 2), 3);
    const moved = applyMap(transportMap(gaussianOf(from, 3), target, 0.02), from);
    const way = moved.reduce((sum, x, i) => sum + (x - from[i]!) ** 2, 0) / 4000;
    expect(way / frechetDistance(gaussianOf(from, 3), target)).toBeCloseTo(1, 1);
  });

  it('leaves alone what is there already', () => {
    const rows = vectors(100, 8);
    const g = gaussianOf(rows, 3);
    expect(applyMap(transportMap(g, g, 0.02), rows)).toBeAllclose(rows, 1e-5, 1e-5);
  });
});
