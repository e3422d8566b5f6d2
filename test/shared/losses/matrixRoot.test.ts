import { describe, expect, it } from 'vitest';
import { type Scalar, type Tensor2D, tf } from '../../../src/shared/engine/tf.js';
import {
  matrixRoot,
  shortfallOfRoot,
  tangentOfRoot,
  traceOf,
  traceOfRoot,
} from '../../../src/shared/losses/matrixRoot.js';
import { Rng } from '../../../src/shared/rng.js';
import { expectSoundObjective } from '../../support/soundObjective.js';
import { eigenvaluesOf, randomBasis, spdMatrix } from '../../support/spdMatrix.js';

const cases = [
  [1, 1],
  [3, 10],
  [8, 100],
  [8, 1000],
  [64, 1000],
  [64, 10_000],
  [64, 30_000],
] as const;

describe.each(cases)('a matrix of %d rows and condition %d', (size, condition) => {
  const basis = randomBasis(size, 5);
  const eigenvalues = size === 1 ? [3] : eigenvaluesOf(size, condition);
  const matrix = tf.tensor2d(spdMatrix(basis, eigenvalues), [size, size]);

  it('has a root whose square it is', () => {
    const root = matrixRoot(matrix);
    expect(tf.matMul(root, root).dataSync()).toBeAllclose(matrix.dataSync(), 0, 1e-4);
    const expected = spdMatrix(basis, eigenvalues.map(Math.sqrt));
    expect(root.dataSync()).toBeAllclose(expected, 0, 2e-3);
  });

  it('has a trace of the root that is the sum of the roots of the eigenvalues', () => {
    const expected = eigenvalues.reduce((sum, value) => sum + Math.sqrt(value), 0);
    expect(traceOfRoot(matrix).dataSync()[0]! / expected).toBeCloseTo(1, 3);
  });
});

it('does not depend on the unit', () => {
  const matrix = tf.tensor2d(spdMatrix(randomBasis(4, 1), eigenvaluesOf(4, 50)), [4, 4]);
  const root = matrixRoot(matrix).dataSync();
  for (const unit of [1e-6, 1e6]) {
    const scaled = matrixRoot(tf.mul(matrix, unit) as Tensor2D).dataSync();
    expect(scaled.map((value) => value / Math.sqrt(unit))).toBeAllclose(root, 1e-4, 1e-5);
  }
});

describe('traceOfRoot', () => {
  it('has half the inverse root for a gradient', () => {
    const basis = randomBasis(6, 3);
    const eigenvalues = eigenvaluesOf(6, 30);
    const found = tf.grad((m) => traceOfRoot(m as Tensor2D))(
      tf.tensor2d(spdMatrix(basis, eigenvalues), [6, 6]),
    );
    const expected = spdMatrix(
      basis,
      eigenvalues.map((value) => 0.5 / Math.sqrt(value)),
    );
    expect(found.dataSync()).toBeAllclose(expected, 1e-3, 1e-3);
  });

  it.each([1, 1e-2, 1e-3])('is compiled as it is, with its gradient (least eigenvalue %d)', async (least) => {
    // Any matrix x makes x'x + least positive definite.
    const data = new Rng(2).normals(36).map((v, i) => (i < 18 ? v : 0));
    await expectSoundObjective(
      ({ x }) => ({
        value: traceOfRoot(
          tf.add(tf.matMul(x as Tensor2D, x as Tensor2D, true), tf.mul(tf.eye(6), least)) as Tensor2D,
        ) as Scalar,
      }),
      { x: { shape: [6, 6], data } },
    );
  });
});

describe('shortfallOfRoot', () => {
  const matrixOf = (seed: number, condition: number) =>
    tf.tensor2d(spdMatrix(randomBasis(12, seed), eigenvaluesOf(12, condition)), [12, 12]);
  const value = (matrix: Tensor2D, base: Tensor2D) =>
    shortfallOfRoot(matrix, base, tangentOfRoot(base)).dataSync()[0]!;

  it('is the gap between the root and its tangent', () => {
    const [matrix, base] = [matrixOf(1, 20), matrixOf(2, 20)];
    const inverse = spdMatrix(
      randomBasis(12, 2),
      eigenvaluesOf(12, 20).map((v) => 0.5 / Math.sqrt(v)),
    );
    const rise = tf.sum(tf.mul(tf.sub(matrix, base), tf.tensor2d(inverse, [12, 12]))).dataSync()[0]!;
    const roots = [base, matrix].map((m) => traceOf(matrixRoot(m)).dataSync()[0]!);
    expect(value(matrix, base)).toBeCloseTo(roots[0]! + rise - roots[1]!, 3);
  });

  it.each([10, 1e4, 1e6])('is 0 at its base, positive elsewhere, also at condition %d', (condition) => {
    const base = matrixOf(1, condition);
    expect(Math.abs(value(base, base))).toBeLessThan(1e-5);
    for (const seed of [2, 3, 4]) expect(value(matrixOf(seed, condition), base)).toBeGreaterThan(0.01);
    for (const factor of [0.8, 1.2])
      expect(value(tf.mul(base, factor) as Tensor2D, base)).toBeGreaterThan(0.001);
  });
});
