import { expect, test } from 'vitest';
import { isDirected } from '../../../src/glyph/style/direction.js';
import { grainCoherence } from '../../../src/glyph/style/grainDirection.js';
import { Rng } from '../../../src/shared/rng.js';
import { coverage, disc } from '../../support/glyphDisc.js';

test('is 1 for hatching, whichever way it runs, and nearly 0 for noise', () => {
  for (const [x, y] of [
    [1, 0],
    [0.6, 0.8],
    [0.7, -0.7],
  ] as const) {
    expect(grainCoherence(disc((u, v) => (Math.sin(u * x + v * y) > 0 ? 1 : 0)))).toBeGreaterThan(0.8);
  }
  const rng = new Rng(1);
  expect(grainCoherence(disc(() => rng.uniform()))).toBeLessThan(0.1);
});

test('does not count what varies slowly, nor a rim', () => {
  expect(grainCoherence(disc((u) => u / 200))).toBeCloseTo(0, 6);
  expect(grainCoherence(disc((u, v) => (coverage(u, v, 0.8) > 0.5 ? 0.5 : 1)))).toBeCloseTo(0, 6);
});

test('keeps hatching upright', () => {
  expect(
    isDirected(
      disc((u, v) => (Math.sin(u + v) > 0 ? 1 : 0)),
      'auto',
    ),
  ).toBe(true);
  const rng = new Rng(1);
  expect(
    isDirected(
      disc(() => rng.uniform()),
      'auto',
    ),
  ).toBe(false);
});
