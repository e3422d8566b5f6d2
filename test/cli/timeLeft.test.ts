import { describe, expect, it } from 'vitest';
import { TimeLeft } from '../../src/cli/timeLeft.js';

describe('the time left', () => {
  it('is not told before the third step, and leaves out what came before the first', () => {
    const left = new TimeLeft();
    // A minute of loading and compiling, then a second a step: 100 steps.
    const texts = [1, 2, 3, 50, 100].map((step) => left.after({ step, steps: 100 }, 60_000 + step * 1000));
    expect(texts).toEqual(['', '', '97 s left', '50 s left', '0 s left']);
  });

  it('is in minutes when it is long, and heeds the steps that were left out', () => {
    const left = new TimeLeft();
    expect(left.after({ step: 10, steps: 1000 }, 0)).toBe('');
    expect(left.after({ step: 11, steps: 1000 }, 1000)).toBe('');
    expect(left.after({ step: 20, steps: 1000 }, 10_000)).toBe('16 min left');
  });
});
