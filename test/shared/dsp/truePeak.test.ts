import { describe, expect, it } from 'vitest';
import { limitTruePeak } from '../../../src/shared/dsp/limiter.js';
import { oversampledPeaks, truePeakDb } from '../../../src/shared/dsp/truePeak.js';
import { chirp, noise, sine } from './signals.js';

const RATE_HZ = 48_000;

/** A sine of 0.1 s that is faded in and out, since a sine cut off has higher peaks at the cut. */
function faded(hz: number, amplitude: number, phaseDegrees: number): Float32Array {
  const signal = sine(hz, 0.1, RATE_HZ, amplitude, (phaseDegrees * Math.PI) / 180);
  return signal.map((x, i) => x * Math.min(1, i / 960, (signal.length - 1 - i) / 960));
}

describe('truePeakDb on EBU Tech 3341', () => {
  it.each([
    [15, RATE_HZ / 4, 0.5, 0, -6],
    [16, RATE_HZ / 4, 0.5, 45, -6],
    [17, RATE_HZ / 6, 0.5, 60, -6],
    [18, RATE_HZ / 8, 0.5, 67.5, -6],
    [19, RATE_HZ / 4, 1.41, 45, 3],
  ])('case %i: a sine of %d Hz, amplitude %d, phase %d', (_, hz, amplitude, phase, dbtp) => {
    const found = truePeakDb([faded(hz, amplitude, phase)]);
    expect(found).toBeLessThan(dbtp + 0.2);
    expect(found).toBeGreaterThan(dbtp - 0.4);
  });

  it('is the largest over channels', () => {
    const [a, b] = [faded(1000, 0.1, 0), faded(1000, 0.5, 0)];
    expect(truePeakDb([a, b])).toBe(truePeakDb([b]));
  });
});

describe('oversampledPeaks', () => {
  it('finds the crest between the samples of a high sine', () => {
    const peaks = oversampledPeaks(sine(RATE_HZ * 0.22, 0.02, RATE_HZ, 1, 0.4)).subarray(100, 800);
    expect(Math.max(...peaks)).toBeCloseTo(1, 1);
    expect(Math.max(...peaks)).toBeLessThan(1.005);
  });
});

describe('limitTruePeak', () => {
  const loud = noise(20_000, 0.4);

  it('keeps the ceiling', () => {
    for (const ceilingDb of [-1, -6]) {
      const limited = limitTruePeak([loud, chirp(20_000 / RATE_HZ, RATE_HZ)], RATE_HZ, ceilingDb);
      expect(truePeakDb(limited)).toBeLessThanOrEqual(ceilingDb + 1e-3);
      expect(truePeakDb(limited)).toBeGreaterThan(ceilingDb - 0.5);
    }
  });

  it('touches nothing below the ceiling, and nothing far from a peak', () => {
    const quiet = noise(5000, 0.05);
    expect(limitTruePeak([quiet], RATE_HZ)[0]).toEqual(quiet);
    const spiked = Float32Array.from(quiet);
    spiked[2500] = 2;
    const limited = limitTruePeak([spiked], RATE_HZ)[0]!;
    expect(limited.subarray(0, 500)).toEqual(quiet.subarray(0, 500));
    expect(limited.subarray(4500)).toEqual(quiet.subarray(4500));
    expect(Math.abs(limited[2500]!)).toBeLessThan(0.9);
  });

  it('gives all channels one gain', () => {
    const [left, right] = limitTruePeak([loud, loud.map((x) => -0.25 * x)], RATE_HZ) as [
      Float32Array,
      Float32Array,
    ];
    expect(right).toBeAllclose(
      left.map((x) => -0.25 * x),
      1e-4,
      1e-6,
    );
  });
});
