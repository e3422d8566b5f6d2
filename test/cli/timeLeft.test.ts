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

  it.each([
    [1, 2],
    [2, 8],
    [4, 450],
  ])('is right within a fifth after the first tenth: %d lanes, %d pieces', (lanes, pieces) => {
    // As measured: each piece is looked at first, amplitudes take a little longer than samples, and at the end all is put together.
    const [iterations, lookMs, amplitudesMs, samplesMs, afterwardsMs] = [40, 900, 420, 400, 2500 * pieces];
    const steps = pieces * iterations;
    const ends: number[] = [];
    const reports: number[] = [];
    for (let piece = 0; piece < pieces; piece++) {
      let nowMs = (ends[piece - lanes] ?? 0) + lookMs;
      for (let i = 0; i < iterations; i++) {
        nowMs += i < iterations / 4 ? amplitudesMs : samplesMs;
        reports.push(nowMs);
      }
      ends.push(nowMs);
    }
    reports.sort((a, b) => a - b);
    const endMs = reports.at(-1)! + afterwardsMs;
    const left = new TimeLeft();
    for (const [i, nowMs] of reports.entries()) {
      const text = left.after({ step: i + 1, steps, afterwardsMs }, nowMs);
      if (i + 1 < steps / 10) continue;
      const told = Number.parseFloat(text) * (text.includes('min') ? 60_000 : 1000);
      // What is told is rounded to seconds or minutes.
      const rounding = text.includes('min') ? 30_000 : 500;
      expect(Math.abs(told - (endMs - nowMs))).toBeLessThan(0.2 * (endMs - nowMs) + rounding);
    }
  });
});
