import { describe, expect, it } from 'vitest';
import { attackRatio } from '../../../src/audio/metrics/attacks.js';
import { crestDb } from '../../../src/audio/metrics/crest.js';
import { pauseLevels } from '../../../src/audio/metrics/pauses.js';
import { stepLevelsDb } from '../../../src/audio/metrics/stepLevels.js';
import { subsonicShare } from '../../../src/audio/metrics/subsonic.js';
import { loudLevelDb, SILENCE_DB } from '../../../src/shared/dsp/levels.js';
import { noise, sine } from '../../shared/dsp/signals.js';
import { drumsWithGaps } from '../../support/recordedSounds.js';

const RATE = 22_050;
const mono = (signal: Float32Array) => ({ sampleRateHz: RATE, channels: [signal] });

describe('levels', () => {
  it('are those of all channels together, in dB of full scale', () => {
    const square = new Float32Array(RATE).fill(0.5);
    const levels = stepLevelsDb({ sampleRateHz: RATE, channels: [square, new Float32Array(RATE)] }, 0.1);
    expect(levels).toHaveLength(10);
    expect(levels[3]).toBeCloseTo(10 * Math.log10(0.125), 6);
    expect(stepLevelsDb(mono(new Float32Array(RATE)), 0.5)).toEqual(Float64Array.of(SILENCE_DB, SILENCE_DB));
  });

  it('are reached in a share of the time', () => {
    const levels = Float64Array.from({ length: 101 }, (_, i) => -i);
    expect(loudLevelDb(levels)).toBe(-5);
  });
});

describe('pauseLevels', () => {
  const sounding = sine(300, 1, RATE, 0.3).map((x, i) => (i > 0.4 * RATE && i < 0.6 * RATE ? 0 : x));
  const hiss = noise(RATE, 0.01, 3);
  const filled = sounding.map((x, i) => x + hiss[i]!);

  it('hears what fills the pauses of the content', () => {
    expect(pauseLevels(mono(sounding), mono(sounding))).toEqual({
      contentDb: SILENCE_DB,
      resultDb: SILENCE_DB,
    });
    expect(pauseLevels(mono(sounding), mono(filled))?.resultDb).toBeCloseTo(-40, 0);
  });

  it('knows no pauses where there are none, nor in what is cut off before them', () => {
    expect(pauseLevels(mono(sine(300, 1, RATE, 0.3)), mono(filled))).toBeUndefined();
    expect(pauseLevels(mono(sounding), mono(filled.slice(0, 2000)))).toBeUndefined();
  });
});

describe('attackRatio', () => {
  const drums = drumsWithGaps(1.5, RATE, 1);

  it('is 1 for the same hits at any level, and more where they are blurred', () => {
    expect(attackRatio(drums, drums)).toBe(1);
    expect(attackRatio(drums, mono(drums.channels[0]!.map((x) => 0.3 * x)))).toBe(1);
    // A mean over 10 ms rises as long.
    const width = 220;
    let sum = 0;
    const blurred = drums.channels[0]!.map((x, i, all) => {
      sum += Math.abs(x) - Math.abs(all[i - width] ?? 0);
      return sum / width;
    });
    expect(attackRatio(drums, mono(blurred))).toBeGreaterThan(1.5);
  });

  it('is that of a linear rise', () => {
    const rising = (seconds: number) =>
      mono(sine(1000, 1, RATE).map((x, i) => x * Math.min(1, Math.max(0, (i / RATE - 0.5) / seconds))));
    expect(attackRatio(rising(0.02), rising(0.03))).toBeCloseTo(1.5, 1);
  });

  it('is nothing without hits', () => {
    expect(attackRatio(mono(sine(300, 1, RATE)), mono(sine(300, 1, RATE)))).toBeUndefined();
  });
});

describe('crestDb', () => {
  it('is 3 dB for a sine, 0 for a square wave', () => {
    expect(crestDb(mono(sine(100, 1, RATE, 0.2)))).toBeCloseTo(3.01, 2);
    expect(crestDb(mono(new Float32Array(100).fill(-0.5)))).toBeCloseTo(0, 6);
  });
});

describe('subsonicShare', () => {
  it('is the share of the energy under 20 Hz, constants too', () => {
    const tone = sine(200, 2, RATE, 0.1);
    expect(subsonicShare(mono(tone))).toBeLessThan(1e-3);
    const low = sine(8, 2, RATE, 0.1);
    expect(subsonicShare(mono(tone.map((x, i) => x + low[i]!)))).toBeCloseTo(0.5, 2);
    // A constant has twice the energy of a sine of its height.
    expect(subsonicShare(mono(tone.map((x) => x + 0.1)))).toBeCloseTo(2 / 3, 1);
    expect(subsonicShare(mono(new Float32Array(RATE)))).toBe(0);
  });
});
