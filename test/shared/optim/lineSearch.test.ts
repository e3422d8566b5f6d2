import { expect, it } from 'vitest';
import { judge, startSearch } from '../../../src/shared/optim/lineSearch.js';
import { fc } from '../../support/fastCheck.js';

/** A quartic along a line, downhill at 0, with its slope. */
const quartic = (a: number, b: number, c: number) => ({
  value: (t: number) => a * t ** 4 + b * t ** 2 - c * t,
  slope: (t: number) => 4 * a * t ** 3 + 2 * b * t - c,
});

const CASE = fc.tuple(
  fc.double({ min: 0.01, max: 5, noNaN: true }),
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.double({ min: 0.05, max: 5, noNaN: true }),
  fc.double({ min: 0.01, max: 20, noNaN: true }),
);

it('ends where the strong Wolfe conditions hold', () => {
  fc.assert(
    fc.property(CASE, ([a, b, c, firstStep]) => {
      const { value, slope } = quartic(a, b, c);
      const slopeShare = 0.5;
      const longest = Number.POSITIVE_INFINITY;
      const search = startSearch(value(0), slope(0), { lineSearch: 'wolfe', limit: 0, slopeShare, longest });
      let step = firstStep;
      for (;;) {
        const verdict = judge(search, { step, value: value(step), slope: slope(step) });
        if (verdict === 'accept') break;
        if (verdict === 'fail') throw new Error('gave up');
        step = verdict.step;
      }
      expect(value(step)).toBeLessThanOrEqual(value(0) + 1e-4 * step * slope(0));
      expect(Math.abs(slope(step))).toBeLessThanOrEqual(slopeShare * Math.abs(slope(0)));
    }),
  );
});

it('goes back until the value has fallen enough (Armijo)', () => {
  fc.assert(
    fc.property(CASE, ([a, b, c, firstStep]) => {
      const { value, slope } = quartic(a, b, c);
      const search = startSearch(value(0), slope(0), {
        lineSearch: 'armijo',
        limit: 0,
        slopeShare: 0.9,
        longest: 1e9,
      });
      let step = firstStep;
      let verdict = judge(search, { step, value: value(step), slope: slope(step) });
      while (typeof verdict === 'object') {
        expect(verdict.step).toBeLessThan(step);
        step = verdict.step;
        verdict = judge(search, { step, value: value(step), slope: slope(step) });
      }
      expect(verdict).toBe('accept');
      expect(value(step)).toBeLessThanOrEqual(value(0) + 1e-4 * step * slope(0));
    }),
  );
});

it('gives up on a line that never falls', () => {
  const search = startSearch(0, -1, { lineSearch: 'armijo', limit: 0, slopeShare: 0.9, longest: 1e9 });
  let verdict = judge(search, { step: 1, value: 1, slope: 1 });
  let trials = 1;
  while (typeof verdict === 'object') {
    verdict = judge(search, { step: verdict.step, value: 1, slope: 1 });
    trials++;
  }
  expect(verdict).toBe('fail');
  expect(trials).toBeLessThan(50);
});

it('takes the longest step (Wolfe) where it would go on', () => {
  const acceptance = { lineSearch: 'wolfe', limit: 0, slopeShare: 0.5, longest: 3 } as const;
  const search = startSearch(0, -1, acceptance);
  // A slope without end: only the longest step ends the search, and no trial is beyond it.
  let step = 1;
  let verdict = judge(search, { step, value: -step, slope: -1 });
  while (typeof verdict === 'object') {
    expect(verdict.step).toBeGreaterThan(step);
    step = verdict.step;
    verdict = judge(search, { step, value: -step, slope: -1 });
  }
  expect(verdict).toBe('accept');
  expect(step).toBe(3);
});

it('does not take the longest step (Wolfe) where it is too far', () => {
  const acceptance = { lineSearch: 'wolfe', limit: 0, slopeShare: 0.5, longest: 3 } as const;
  const verdicts = [
    { step: 3, value: 5, slope: -1 },
    { step: 3, value: Number.NaN, slope: -1 },
    { step: 3, value: -2.5, slope: 1 },
  ].map((trial) => judge(startSearch(0, -1, acceptance), trial));
  for (const verdict of verdicts) {
    expect(verdict).toMatchObject({ step: expect.any(Number) });
    expect((verdict as { step: number }).step).toBeLessThan(3);
    expect((verdict as { step: number }).step).toBeGreaterThan(0);
  }
});
