import { describe, expect, it } from 'vitest';
import { applyBiquads } from '../../../src/shared/dsp/biquad.js';
import { integratedLoudness, kWeighting } from '../../../src/shared/dsp/loudness.js';
import { noise, rms, sine } from './signals.js';

/** A stereo 1 kHz sine in phase, of the given [seconds, dBFS] parts (EBU Tech 3341, table 1). */
function programme(rateHz: number, ...parts: [seconds: number, dbfs: number][]): Float32Array[] {
  const pieces = parts.map(([seconds, dbfs]) => sine(1000, seconds, rateHz, 10 ** (dbfs / 20)));
  const signal = Float32Array.from(pieces.flatMap((piece) => [...piece]));
  return [signal, signal];
}

describe('integratedLoudness on EBU Tech 3341', () => {
  const cases: [number, number, [number, number][]][] = [
    [1, -23, [[20, -23]]],
    [2, -33, [[20, -33]]],
    [
      3,
      -23,
      [
        [10, -36],
        [60, -23],
        [10, -36],
      ],
    ],
    [
      4,
      -23,
      [
        [10, -72],
        [10, -36],
        [60, -23],
        [10, -36],
        [10, -72],
      ],
    ],
    [
      5,
      -23,
      [
        [20, -26],
        [20.1, -20],
        [20, -26],
      ],
    ],
  ];
  it.each(cases)('case %i reads %d LUFS', (_, lufs, parts) => {
    // 8 kHz instead of 48 kHz for speed: the filter is made for any rate.
    expect(Math.abs(integratedLoudness(programme(8000, ...parts), 8000) - lufs)).toBeLessThan(0.1);
  });

  it.each([16_000, 22_050, 44_100, 48_000, 96_000])('case 1 at %i Hz', (rateHz) => {
    expect(Math.abs(integratedLoudness(programme(rateHz, [5, -23]), rateHz) + 23)).toBeLessThan(0.1);
  });
});

describe('integratedLoudness', () => {
  it('reads -3.01 LUFS for a full-scale 997 Hz sine in one channel', () => {
    expect(integratedLoudness([sine(997, 5, 48_000)], 48_000)).toBeCloseTo(-3.01, 1);
  });

  it('follows a gain exactly', () => {
    const signal = noise(96_000, 0.1);
    const louder = signal.map((x) => 2 * x);
    const gained = integratedLoudness([louder], 48_000) - integratedLoudness([signal], 48_000);
    expect(gained).toBeCloseTo(20 * Math.log10(2), 6);
  });

  it('is defined for less than a block, and -Infinity for silence', () => {
    expect(integratedLoudness([sine(997, 0.1, 48_000)], 48_000)).toBeCloseTo(-3.01, 0);
    expect(integratedLoudness([new Float32Array(48_000)], 48_000)).toBe(-Infinity);
  });
});

describe('kWeighting', () => {
  it('is the table of BS.1770-4 at 48 kHz', () => {
    const [shelf, highPass] = kWeighting(48_000);
    const { b0, b1, b2, a1, a2 } = shelf;
    expect([b0, b1, b2, a1, a2]).toBeAllclose(
      [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585],
      1e-7,
    );
    expect([highPass.a1, highPass.a2]).toBeAllclose([-1.99004745483398, 0.99007225036621], 1e-7);
  });

  it('keeps its response at other rates', () => {
    const gain = (hz: number, rateHz: number) =>
      rms(applyBiquads(sine(hz, 2, rateHz), kWeighting(rateHz)).subarray(rateHz)) / Math.SQRT1_2;
    for (const hz of [60, 200, 1000, 2000, 3000]) {
      expect(Math.abs(20 * Math.log10(gain(hz, 16_000) / gain(hz, 48_000)))).toBeLessThan(0.25);
    }
  });
});
