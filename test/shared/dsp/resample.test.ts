import { describe, expect, it } from 'vitest';
import { resample, resampledLength } from '../../../src/shared/dsp/resample.js';
import { chirp, errorDb, rms, sine } from './signals.js';

const PAIRS = [
  [44_100, 22_050],
  [22_050, 44_100],
  [48_000, 22_050],
  [22_050, 48_000],
  [8000, 22_050],
  [192_000, 22_050],
  [16_000, 44_100],
] as const;

describe('resample', () => {
  it.each(PAIRS)('moves a sine from %i to %i Hz without delay, error below -100 dB', async (from, to) => {
    const hz = 0.4 * Math.min(from, to);
    const found = await resample(sine(hz, 1, from, 0.5, 0.3), from, to);
    const wanted = sine(hz, 1, to, 0.5, 0.3);
    expect(found.length).toBe(resampledLength(from, from, to));
    expect(errorDb(found, wanted, Math.floor(0.1 * to), Math.floor(0.9 * to))).toBeLessThan(-100);
  });

  it('removes what the lower rate cannot hold', async () => {
    const found = await resample(sine(15_000, 1, 44_100), 44_100, 22_050);
    expect(rms(found.subarray(2000, 20_000))).toBeLessThan(1e-4);
  });

  it('keeps the end of the signal, to the sample, over a round trip', async () => {
    const low = chirp(1.234, 22_050);
    for (const quality of ['medium', 'best'] as const) {
      const high = await resample(low, 22_050, 48_000, quality);
      const back = await resample(high, 48_000, 22_050, quality, low.length);
      expect(back.length).toBe(low.length);
      expect(errorDb(back, low)).toBeLessThan(-30);
      expect(errorDb(back, low, low.length - 400, low.length - 100)).toBeLessThan(-25);
    }
  });

  it('does not show where its pieces meet', async () => {
    const seconds = 15;
    const found = await resample(sine(997, seconds, 44_100, 0.5), 44_100, 22_050);
    const wanted = sine(997, seconds, 22_050, 0.5);
    expect(errorDb(found, wanted, 200, wanted.length - 200)).toBeLessThan(-100);
  });

  it('returns a copy at the same rate', async () => {
    const signal = sine(440, 0.1, 8000);
    const found = await resample(signal, 8000, 8000);
    expect(found).toEqual(signal);
    expect(found).not.toBe(signal);
  });
});
