import { expect, test } from 'vitest';
import { LeastSquares } from '../../../src/shared/linalg/leastSquares.js';
import { Rng } from '../../../src/shared/rng.js';

const TRUTH = Float64Array.of(2, -1, 0.5, 3, 0, -2);

/** Values 2 channels wide of 3 functions, with some noise. */
function samples(count: number, noise: number) {
  const rng = new Rng(5);
  return Array.from({ length: count }, () => {
    const functions = Float64Array.of(1, rng.normal(), rng.normal());
    const values = [0, 1].map((c) => {
      const exact = functions.reduce((sum, value, i) => sum + value * TRUTH[i * 2 + c]!, 0);
      return exact + noise * rng.normal();
    });
    return { functions, values, weight: 0.5 + rng.uniform() };
  });
}

function fitted(all: ReturnType<typeof samples>): LeastSquares {
  const sums = new LeastSquares(3, 2);
  for (const { functions, values, weight } of all) sums.add(functions, values, weight);
  return sums;
}

test('finds what values were made of', () => {
  const solved = fitted(samples(40, 0)).solve(0);
  for (const [i, value] of solved.entries()) expect(value).toBeCloseTo(TRUTH[i]!, 8);
});

test('its error is the weighted sum of squared errors', () => {
  const all = samples(30, 0.3);
  const coefficients = Float64Array.of(1, 0, -1, 2, 0.5, 0.25);
  const naive = all.reduce((sum, { functions, values, weight }) => {
    const errors = values.map(
      (value, c) => value - functions.reduce((part, f, i) => part + f * coefficients[i * 2 + c]!, 0),
    );
    return sum + weight * errors.reduce((part, error) => part + error * error, 0);
  }, 0);
  expect(fitted(all).error(coefficients)).toBeCloseTo(naive, 8);
});

test('no other coefficients have a smaller error', () => {
  const sums = fitted(samples(30, 0.3));
  const best = sums.solve(0);
  for (let i = 0; i < best.length; i++) {
    for (const step of [-0.01, 0.01]) {
      expect(sums.error(best.map((value, k) => (k === i ? value + step : value)))).toBeGreaterThan(
        sums.error(best),
      );
    }
  }
});

test('sums of parts are those of the whole', () => {
  const all = samples(30, 0.3);
  const parts = fitted(all.slice(0, 11));
  parts.join(fitted(all.slice(11)));
  const whole = fitted(all);
  expect(parts.weight).toBeCloseTo(whole.weight, 10);
  for (const [i, value] of parts.solve(0.01).entries()) expect(value).toBeCloseTo(whole.solve(0.01)[i]!, 10);
});

test('a ridge draws towards 0, also where functions say nothing', () => {
  const sums = new LeastSquares(2, 1);
  sums.add(Float64Array.of(1, 0), [4], 1);
  const [free, silent] = sums.solve(1);
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThan(4);
  expect(silent).toBe(0);
});
