import { expect, it } from 'vitest';
import { rateAt } from '../../../src/shared/train/rate.js';

it('rises to the largest, then falls with the root of the steps', () => {
  const shape = { peak: 1.5e-3, warmUpSteps: 50, fallFromStep: 500 };
  expect(rateAt(0, shape)).toBeCloseTo(3e-5, 6);
  expect(rateAt(49, shape)).toBe(1.5e-3);
  expect(rateAt(500, shape)).toBe(1.5e-3);
  expect(rateAt(2000, shape)).toBeCloseTo(7.5e-4, 7);
});
