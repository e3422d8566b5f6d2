import { expect, it } from 'vitest';
import { type RunSummary, summaryOf } from '../../../src/audio/transfer/summary.js';

const run = (total: number, ended: RunSummary['ended'] = 'finished'): RunSummary => ({
  total,
  terms: { gram: total / 2, content: 1 },
  ended,
  iterations: 10,
});

it('has the means of losses and the sum of iterations', () => {
  expect(summaryOf([run(2), run(6)], 2)).toEqual({
    total: 4,
    terms: { gram: 2, content: 1 },
    ended: 'finished',
    iterations: 20,
  });
});

it('says that work was stopped, in a run or before the next', () => {
  expect(summaryOf([run(2), run(6, 'stopped')], 2).ended).toBe('stopped');
  expect(summaryOf([run(2)], 2).ended).toBe('stopped');
  expect(summaryOf([], 2)).toEqual({ total: 0, terms: {}, ended: 'stopped', iterations: 0 });
});

it('sums up summaries', () => {
  expect(summaryOf([summaryOf([run(2), run(6)], 2), run(8)], 2).total).toBe(6);
});
