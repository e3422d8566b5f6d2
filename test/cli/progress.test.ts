import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressReporter, type Verbosity } from '../../src/cli/progress.js';

const at = (step: number) => ({ step, steps: 100, total: 3, terms: { content: 1.23456, style: 1234.56 } });

describe('progress where stderr is no terminal', () => {
  const { isTTY } = process.stderr;
  let written: string[];
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    written = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    process.stderr.isTTY = false;
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    process.stderr.isTTY = isTTY;
  });

  /** A hundred steps of a second each. */
  function watch(verbosity: Verbosity): string[] {
    const reporter = progressReporter(verbosity);
    reporter.stage('stage 1 of 1');
    for (let step = 1; step <= 100; step++) {
      vi.advanceTimersByTime(1000);
      reporter.step(at(step));
    }
    reporter.warn('look out');
    reporter.stop();
    return written;
  }

  it('is a line every five seconds, the last step among them', () => {
    const lines = watch('normal');
    expect(lines[0]).toBe('stage 1 of 1\n');
    expect(lines.at(-1)).toBe('warning: look out\n');
    const steps = lines.slice(1, -1);
    expect(steps).toHaveLength(21);
    expect(steps[0]).toBe('step 1/100  content 1.23  style 1.23e+3\n');
    expect(steps[10]).toMatch(/^step 51\/100 .* 49 s left\n$/);
    expect(steps.at(-1)).toMatch(/^step 100\/100 .* 0 s left\n$/);
  });

  it('is every step with -v', () => {
    expect(watch('verbose').filter((line) => line.startsWith('step'))).toHaveLength(100);
  });

  it.each([
    ['verbose', ['device: cpu taken\n']],
    ['normal', []],
    ['quiet', []],
  ] as const)('%s tells details: %j', (verbosity, expected) => {
    progressReporter(verbosity).detail?.('device: cpu taken');
    expect(written).toEqual(expected);
  });

  it('is warnings alone with -q', () => {
    expect(watch('quiet')).toEqual(['warning: look out\n']);
  });
});
