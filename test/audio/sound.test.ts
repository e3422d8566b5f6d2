import { describe, expect, it } from 'vitest';
import { checkSound, lengthOf } from '../../src/audio/sound.js';
import { transferAudio } from '../../src/audio/transferAudio.js';
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
    expect(() => check(tone.with(9, 2.6e38))).toThrow(
      'expected samples of at most 65536 (full scale is 1), found 2.6000000',
    );
    expect(() => check(tone.subarray(0, 790))).toThrow('expected at least 100 ms of sound, found 98.8 ms');
  });
});

it('the loudest sounds that pass, and single samples as loud, can be worked with', async () => {
  const full = { sampleRateHz, channels: [tone.map((x) => x * 655_359)] };
  const click = { sampleRateHz, channels: [tone.with(2000, -65_536)] };
  const quiet = { sampleRateHz, channels: [noise(4000, 0.01)] };
  for (const [content, style] of [
    [full, quiet],
    [quiet, full],
    [click, quiet],
    [quiet, click],
  ] as const) {
    const { sound } = await transferAudio({ content, style, method: 'eq-match' });
    for (const channel of sound.channels) expect(channel.every(Number.isFinite)).toBe(true);
  }
});

it('lengthOf counts samples', () => {
  expect(lengthOf({ sampleRateHz, channels: [tone, tone] })).toBe(4000);
  expect(lengthOf({ sampleRateHz, channels: [] })).toBe(0);
});
