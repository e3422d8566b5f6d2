import { describe, expect, it } from 'vitest';
import { peakLevels } from '../../../src/audio/features/peaks.js';
import { graphStft } from '../../../src/audio/features/spectrogram.js';
import { tf } from '../../../src/shared/engine/tf.js';

const RATE_HZ = 8000;
const STEP = 48;
const stft = graphStft({ fftSamples: 256, hopSamples: 64 }, 40, RATE_HZ);
const tone = Float32Array.from({ length: stft.lengthSamples }, (_, i) => 0.3 * Math.sin(0.7 * i));

/** Logarithms of peaks, and what is beside them, of every step. */
function levelsOf(signal: Float32Array): { peaks: number[]; crests: number[] } {
  const rows = peakLevels(tf.tensor2d(signal, [1, signal.length]), stft).arraySync();
  return { peaks: rows.map(([peak]) => peak!), crests: rows.map(([, crest]) => crest!) };
}

describe('peakLevels', () => {
  it('has the logarithms of roots of mean eighth powers of the last three steps', () => {
    const { peaks } = levelsOf(tone);
    const mean = tone.slice(7 * STEP, 10 * STEP).reduce((sum, x) => sum + x ** 8, 0) / (3 * STEP);
    expect(peaks[9]).toBeCloseTo(Math.log(mean + 0.01 ** 8) / 8, 4);
    expect(peaks).toHaveLength(Math.floor(tone.length / STEP));
  });

  it('follows a level, but for what is below its floor', () => {
    const louder = levelsOf(tone.map((x) => 2 * x)).peaks;
    for (const [i, peak] of levelsOf(tone).peaks.entries())
      expect(louder[i]! - peak).toBeCloseTo(Math.LN2, 3);
    expect(levelsOf(tone.map(() => 0)).peaks[5]).toBeCloseTo(Math.log(0.01), 5);
  });

  it('rises with a hit at once, and keeps it for three steps', () => {
    const hit = tone.map((x, i) => (i === 20 * STEP ? 0.9 : 0.01 * x));
    const { peaks } = levelsOf(hit);
    const quiet = peaks[10]!;
    expect(peaks.map((peak) => peak > quiet + 1).flatMap((isHigh, i) => (isHigh ? [i] : []))).toEqual([
      20, 21, 22,
    ]);
  });

  it('tells pulses from tones of the same energy', () => {
    const pulses = tone.map((_, i) => (i % 24 === 0 ? 1 : 0));
    const rms = (x: Float32Array) => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);
    const even = tone.map((x) => (x * rms(pulses)) / rms(tone));
    expect(levelsOf(pulses).crests[20]! - levelsOf(even).crests[20]!).toBeGreaterThan(1);
  });
});
