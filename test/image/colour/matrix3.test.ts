import { describe, expect, it } from 'vitest';
import {
  add,
  apply,
  dot,
  type Matrix3,
  mapEigenvalues,
  multiply,
  squareRoot,
  symmetricEigen,
  transpose,
  type Vector3,
} from '../../../src/image/colour/matrix3.js';
import { fc } from '../../support/fastCheck.js';

const IDENTITY: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const number = fc.double({ min: -3, max: 3, noNaN: true });
const vector = fc.tuple(number, number, number);
const matrix = fc.tuple(vector, vector, vector);
const symmetric = matrix.map((m) => add(m, transpose(m)));
const positive = matrix.map((m) => multiply(m, transpose(m)));

const flat = (m: Matrix3) => m.flat();
const scale = (m: Matrix3, by: number) => mapRows(m, (v) => v * by);
function mapRows(m: Matrix3, f: (value: number) => number): Matrix3 {
  const row = ([a, b, c]: Vector3): Vector3 => [f(a), f(b), f(c)];
  return [row(m[0]), row(m[1]), row(m[2])];
}

const EXAMPLE: Matrix3 = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 10],
];

describe('products', () => {
  it('by hand', () => {
    expect(dot([1, 2, 3], [4, 5, 6])).toBe(32);
    expect(apply(EXAMPLE, [1, 0, -1])).toEqual([-2, -2, -3]);
    expect(flat(transpose(EXAMPLE))).toEqual([1, 4, 7, 2, 5, 8, 3, 6, 10]);
    expect(flat(add(EXAMPLE, IDENTITY))).toEqual([2, 2, 3, 4, 6, 6, 7, 8, 11]);
    expect(flat(multiply(EXAMPLE, transpose(EXAMPLE)))).toEqual([14, 32, 53, 32, 77, 128, 53, 128, 213]);
  });

  it('apply one after the other', () => {
    fc.assert(
      fc.property(matrix, matrix, vector, (a, b, v) => {
        expect(apply(multiply(a, b), v)).toBeAllclose(apply(a, apply(b, v)), 1e-9, 1e-9);
      }),
    );
  });
});

describe('symmetricEigen', () => {
  it('gives vectors of length 1 at right angles, which the matrix only makes longer', () => {
    fc.assert(
      fc.property(symmetric, (m) => {
        const { values, vectors } = symmetricEigen(m);
        expect(flat(multiply(vectors, transpose(vectors)))).toBeAllclose(flat(IDENTITY), 0, 1e-12);
        vectors.forEach((v, i) => {
          const longer = v.map((x) => x * values[i]!);
          expect(apply(m, v)).toBeAllclose(longer, 1e-10, 1e-10);
        });
      }),
    );
  });

  it('knows matrices with a value more than once, and of zeros', () => {
    expect(symmetricEigen(scale(IDENTITY, 2)).values).toEqual([2, 2, 2]);
    expect(symmetricEigen(scale(IDENTITY, 0)).values).toEqual([0, 0, 0]);
    const ones = mapRows(IDENTITY, () => 1);
    expect([...symmetricEigen(ones).values].sort((a, b) => a - b)).toBeAllclose([0, 0, 3], 1e-12, 1e-12);
  });
});

describe('functions of a matrix', () => {
  it('of a polynomial are that polynomial', () => {
    fc.assert(
      fc.property(symmetric, (m) => {
        const polynomial = add(multiply(m, m), scale(m, -2));
        expect(flat(mapEigenvalues(m, (x) => x * x - 2 * x))).toBeAllclose(flat(polynomial), 1e-9, 1e-9);
      }),
    );
  });

  it('the square root, squared, is the matrix again', () => {
    fc.assert(
      fc.property(positive, (m) => {
        const root = squareRoot(m);
        expect(flat(multiply(root, root))).toBeAllclose(flat(m), 1e-9, 1e-9);
        expect(flat(transpose(root))).toBeAllclose(flat(root), 0, 1e-9);
      }),
    );
  });

  it('the square root takes values just below zero for zero', () => {
    const rounding: Matrix3 = [
      [4, 0, 0],
      [0, -1e-17, 0],
      [0, 0, 9],
    ];
    expect(flat(squareRoot(rounding))).toBeAllclose([2, 0, 0, 0, 0, 0, 0, 0, 3], 0, 1e-12);
  });
});
