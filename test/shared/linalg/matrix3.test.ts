import { expect, it } from 'vitest';
import { apply3, diagonal3, IDENTITY3, invert3 } from '../../../src/shared/linalg/matrix3.js';
import { multiply } from '../../../src/shared/linalg/square.js';
import { fc } from '../../support/fastCheck.js';

const A = [1, 2, 3, 4, 5, 6, 7, 8, 10];
const number = fc.double({ min: -3, max: 3, noNaN: true });

it('by hand', () => {
  expect(apply3(A, [1, 0, -1])).toEqual([-2, -2, -3]);
  expect(apply3(IDENTITY3, [1, 2, 3])).toEqual([1, 2, 3]);
  expect(diagonal3([1, 2, 3])).toEqual([1, 0, 0, 0, 2, 0, 0, 0, 3]);
  expect(multiply(A, invert3(A), 3)).toBeAllclose(Float64Array.from(IDENTITY3), 0, 1e-12);
});

it('a product applied is one after the other', () => {
  const nine = fc.array(number, { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(nine, nine, fc.tuple(number, number, number), (a, b, v) => {
      expect(apply3(multiply(a, b, 3), v)).toBeAllclose(apply3(a, apply3(b, v)), 1e-9, 1e-9);
    }),
  );
});
