import { expect, it } from 'vitest';
import { checkPaintMemory } from '../../src/image/paintMemory.js';

const SIZE = { width: 16_384, height: 8192 };

it('lets pass what there is room for', () => {
  expect(() => checkPaintMemory(SIZE, 16_384, 64e9)).not.toThrow();
  expect(() => checkPaintMemory({ width: 64, height: 64 }, 64)).not.toThrow();
});

it('says what would fit, and that does', () => {
  const check = () => checkPaintMemory(SIZE, 16_384, 4e9);
  expect(check).toThrow(
    'size 16384: a result of 16384x8192 needs about 33.7 GB of memory, 4.0 GB are free; use size ',
  );
  let message = '';
  try {
    check();
  } catch (error) {
    message = String(error);
  }
  const fits = Number(/use size (\d+)/.exec(message)?.[1]);
  expect(fits).toBeGreaterThan(5000);
  expect(() => checkPaintMemory({ width: fits, height: fits / 2 }, fits, 4e9)).not.toThrow();
  expect(() => checkPaintMemory({ width: fits + 16, height: fits / 2 + 8 }, fits, 4e9)).toThrow();
});

it('has no advice but one where not even the program fits', () => {
  expect(() => checkPaintMemory(SIZE, 16_384, 1e8)).toThrow('close other programs');
});
