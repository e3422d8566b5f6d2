import { describe, expect, it } from 'vitest';
import { checkSound, lengthOf } from '../../src/audio/sound.js';
import { noise, sine } from '../shared/dsp/signals.js';

const sampleRateHz = 8000;
const tone = sine(440, 0.5, sampleRateHz, 0.1);
const check = (...channels: Float32Array[]) => checkSound({ sampleRateHz, channels }, 'content');

describe('checkSound', () => {
  it('lets sounds pass: quiet ones, with an offset, with one silent channel', () => {
    check(tone);
    check(tone.map((x) => x / 100));
    check(tone.map((x) => x + 0.2));
    check(tone, new Float32Array(tone.length));
    check(noise(1000));
  });

  it('refuses what cannot be worked on', () => {
    expect(() => check()).toThrow('content: expected a sound, found no samples');
    expect(() => check(tone, tone.subarray(1))).toThrow('expected channels of equal length');
    expect(() => check(tone, tone, tone)).toThrow(
      'expected 1 or 2 channels, found 3; mix it down to stereo first',
    );
    expect(() => check(new Float32Array(4000))).toThrow('found silence (nothing above -70 LUFS)');
    expect(() => check(new Float32Array(8000).fill(0.5))).toThrow('found a constant (DC offset 0.500)');
    expect(() => check(tone, tone.with(9, Number.POSITIVE_INFINITY))).toThrow('found Infinity at sample 9');
    expect(() => check(tone.subarray(0, 790))).toThrow('expected at least 100 ms of sound, found 98.8 ms');
  });
});

it('lengthOf counts samples', () => {
  expect(lengthOf({ sampleRateHz, channels: [tone, tone] })).toBe(4000);
  expect(lengthOf({ sampleRateHz, channels: [] })).toBe(0);
});
