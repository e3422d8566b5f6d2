import { describe, expect, it } from 'vitest';
import { benchLine } from '../../src/cli/bench/benchReport.js';
import { measuredJob } from '../../src/cli/bench/measuredJob.js';
import { nstHere } from '../support/nstHere.js';

// The whole of it is run with the packed package, on every Node.
describe('nst bench', () => {
  it('refuses sizes that are none', async () => {
    const { code, stderr } = await nstHere(['bench', '--size', '0']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^nst: size: expected/);
  });

  it('prints a line for each', () => {
    const measured = { seconds: 2, cpuSeconds: 3.96, peakBytes: 5e8, stepSeconds: 0.04 };
    expect(benchLine({ device: 'cpu', job: 'sound, 1 s', measured })).toBe(
      'cpu     sound, 1 s       2.0 s, 4.0 s of CPU, 0.040 s a step, 0.50 GB',
    );
    expect(benchLine({ device: 'dml', problem: 'only Windows has it' })).toBe('dml     only Windows has it');
  });
});

describe('a job that is measured', () => {
  it('is told by the middle step of its last stage', async () => {
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const step = { step: 1, steps: 4, terms: {}, total: 0 };
    const { stepSeconds, seconds } = await measuredJob(async (reporter) => {
      for (const ms of [200, 20, 20, 20]) {
        if (ms === 20) await wait(ms);
        else reporter.stage('another');
        reporter.step(step);
      }
    });
    expect(stepSeconds).toBeGreaterThan(0.015);
    expect(stepSeconds).toBeLessThan(0.2);
    expect(seconds).toBeGreaterThan(0.05);
  });

  it('has no steps where nothing is minimised', async () => {
    expect((await measuredJob(async () => {})).stepSeconds).toBeNull();
  });
});
