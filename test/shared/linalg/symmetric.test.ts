import { describe, expect, it } from 'vitest';
import { identity, multiply, trace, transpose } from '../../../src/shared/linalg/square.js';
import { matrixRoot, symmetricEigen, withValues } from '../../../src/shared/linalg/symmetric.js';
import { fc } from '../../support/fastCheck.js';

const matrixOf = (size: number) =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * size, maxLength: size * size })
    .map((values) => ({ size, m: Float64Array.from(values) }));
const matrix = fc.integer({ min: 1, max: 6 }).chain(matrixOf);
const symmetric = matrix.map(({ size, m }) => {
  const turned = transpose(m, size);
  return { size, m: m.map((value, i) => value + turned[i]!) };
});
const positive = matrix.map(({ size, m }) => ({ size, m: multiply(m, transpose(m, size), size) }));

describe('square matrices', () => {
  const a = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 10);

  it('by hand', () => {
    expect([...transpose(a, 3)]).toEqual([1, 4, 7, 2, 5, 8, 3, 6, 10]);
    expect([...multiply(a, transpose(a, 3), 3)]).toEqual([14, 32, 53, 32, 77, 128, 53, 128, 213]);
    expect([...multiply(a, identity(3), 3)]).toEqual([...a]);
    expect(trace(a, 3)).toBe(16);
  });
});

describe('symmetricEigen', () => {
  it('gives vectors of length 1 at right angles, which the matrix only makes longer', () => {
    fc.assert(
      fc.property(symmetric, ({ size, m }) => {
        const { values, vectors } = symmetricEigen(m, size);
        const products = multiply(transpose(vectors, size), vectors, size);
        expect(products).toBeAllclose(identity(size), 0, 1e-12);
        const longer = vectors.map((x, i) => x * values[i % size]!);
        expect(multiply(m, vectors, size)).toBeAllclose(longer, 1e-10, 1e-10);
      }),
    );
  });

  it('knows matrices with a value more than once, and of zeros', () => {
    const twice = identity(3).map((x) => 2 * x);
    expect([...symmetricEigen(twice, 3).values]).toEqual([2, 2, 2]);
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
    const ones = new Float64Array(9).fill(1);
    expect([...symmetricEigen(ones, 3).values].sort((a, b) => a - b)).toBeAllclose([0, 0, 3], 1e-12, 1e-12);
  });
});

describe('functions of a matrix', () => {
  it('of a polynomial are that polynomial', () => {
    fc.assert(
      fc.property(symmetric, ({ size, m }) => {
        const polynomial = multiply(m, m, size).map((value, i) => value - 2 * m[i]!);
        expect(withValues(symmetricEigen(m, size), (x) => x * x - 2 * x)).toBeAllclose(
          polynomial,
          1e-9,
          1e-9,
        );
      }),
    );
  });

  it('the square root, squared, is the matrix again', () => {
    fc.assert(
      fc.property(positive, ({ size, m }) => {
        const root = matrixRoot(m, size);
        expect(multiply(root, root, size)).toBeAllclose(m, 1e-9, 1e-9);
        expect(transpose(root, size)).toBeAllclose(root, 0, 1e-9);
      }),
    );
  });

  it('the square root takes values just below zero for zero', () => {
    const rounding = Float64Array.of(4, 0, 0, 0, -1e-17, 0, 0, 0, 9);
    expect(matrixRoot(rounding, 3)).toBeAllclose([2, 0, 0, 0, 0, 0, 0, 0, 3], 0, 1e-12);
  });
});
