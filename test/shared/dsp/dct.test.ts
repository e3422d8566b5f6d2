import { expect, it } from 'vitest';
import { dctBasis } from '../../../src/shared/dsp/dct.js';
import { identity, multiply, transpose } from '../../../src/shared/linalg/square.js';

it.each([1, 2, 7, 40])('is orthonormal at %i', (length) => {
  const basis = dctBasis(length, length);
  expect(multiply(transpose(basis, length), basis, length)).toBeAllclose(identity(length), 0, 1e-12);
});

it('has cosines, slow ones first, and gives as many as are wanted', () => {
  const basis = dctBasis(8, 3);
  expect(basis).toHaveLength(24);
  for (let i = 0; i < 8; i++) {
    expect(basis[3 * i]).toBeCloseTo(Math.sqrt(1 / 8), 12);
    expect(basis[3 * i + 2]).toBeCloseTo(0.5 * Math.cos((2 * Math.PI * (2 * i + 1)) / 16), 12);
  }
});
