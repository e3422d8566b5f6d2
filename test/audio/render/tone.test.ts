import { describe, expect, it } from 'vitest';
import { subsonicShare } from '../../../src/audio/metrics/subsonic.js';
import type { Tone } from '../../../src/audio/recipe.js';
import { TONES } from '../../../src/audio/recipe.js';
import { octaveLevelsDb as levelsOfLong, octaveOf } from '../../../src/audio/render/octaves.js';
import { withContentOnsets } from '../../../src/audio/render/onsetDynamics.js';
import { toneGainsDb, withTone as toneOfLong } from '../../../src/audio/render/tone.js';
import { Scratch } from '../../../src/audio/scratch/scratch.js';
import { longSound, type Sound, soundInMemory } from '../../../src/audio/sound.js';
import { noise, rms, sine } from '../../shared/dsp/signals.js';

const RATE = 22_050;
const mono = (signal: Float32Array): Sound => ({ sampleRateHz: RATE, channels: [signal] });
const sum = (...signals: Float32Array[]) =>
  signals[0]!.map((_, i) => signals.reduce((total, signal) => total + signal[i]!, 0));
const bass = sine(62.5, 1, RATE, 0.1);
const middle = sine(1000, 1, RATE, 0.2);
const air = sine(8000, 1, RATE, 0.1);
const content = mono(sum(bass, middle, air));
const octaveLevelsDb = (sound: Sound) => levelsOfLong(longSound(sound));
const withTone = (result: Sound, content: Sound, tone: Tone) =>
  soundInMemory(toneOfLong(longSound(result), longSound(content), tone, new Scratch()));
const levelOf = (sound: Sound, hz: number) => {
  const levels = octaveLevelsDb(sound);
  return levels[octaveOf(hz)]! - levels[octaveOf(1000)]!;
};

describe('octaveLevelsDb', () => {
  it('finds tones in their octaves, at any length', () => {
    expect([20, 31.5, 62.5, 88, 90, 8000].map(octaveOf)).toEqual([0, 0, 1, 1, 2, 8]);
    expect(levelOf(content, 62.5)).toBeCloseTo(-6.1, 1);
    expect(levelOf(content, 8000)).toBeCloseTo(-6.02, 1);
    const long = mono(Float32Array.from({ length: 4 * RATE }, (_, i) => content.channels[0]![i % RATE]!));
    expect(octaveLevelsDb(long)[5]).toBeCloseTo(octaveLevelsDb(content)[5]!, 1);
  });

  it('is flat for noise, 3 dB more each octave', () => {
    const levels = octaveLevelsDb(mono(noise(4 * RATE, 0.1, 3)));
    for (const octave of [3, 4, 5, 6]) expect(levels[octave + 1]! - levels[octave]!).toBeCloseTo(3, 0);
  });
});

describe('toneGainsDb', () => {
  it('takes all octaves to the content, or keeps those that are heard from falling by more than 12 dB', () => {
    const wanted = Float64Array.of(-10, -0.5, -40);
    const present = Float64Array.of(-35, 0, -60);
    const kept = toneGainsDb(wanted, present, 'blend');
    expect([...kept].map(Math.round)).toEqual([13, 0, 0]);
    expect([...toneGainsDb(wanted, present, 'content')].map((gain) => gain.toFixed(0))).toEqual([
      '18',
      '-0',
      '18',
    ]);
  });
});

describe('withTone', () => {
  const dull = mono(
    sum(
      bass.map((x) => 0.05 * x),
      middle,
      air.map((x) => 0.05 * x),
    ),
  );

  it('gives bass and air back', () => {
    const kept = withTone(dull, content, 'blend');
    const same = withTone(dull, content, 'content');
    for (const hz of [62.5, 8000]) {
      expect(levelOf(dull, hz)).toBeLessThan(-30);
      // 12 dB below the content, of which the middle is 1.8 dB less than the whole.
      expect(levelOf(kept, hz)).toBeGreaterThan(-6 - 12 - 1.8 - 2);
      expect(levelOf(kept, hz)).toBeLessThan(-6 - 12 - 1.8 + 2);
      expect(levelOf(same, hz)).toBeGreaterThan(-15);
    }
  });

  it('lifts nothing under 20 Hz', () => {
    const rumble = sine(12, 1, RATE, 0.01);
    const low = mono(sum(sine(31.25, 1, RATE, 0.1), middle));
    const lacking = mono(sum(middle, rumble, sine(31.25, 1, RATE, 0.001)));
    const same = withTone(lacking, low, 'content');
    expect(levelOf(same, 31.25) - levelOf(lacking, 31.25)).toBeGreaterThan(3);
    const [before, after] = [subsonicShare(lacking), subsonicShare(same)];
    expect(after).toBeLessThan(1.5 * before);
  });

  it('changes nothing that has it, nor where the style’s is asked for', () => {
    expect(withTone(dull, content, 'style')).toEqual(dull);
    expect(withTone(content, content, 'blend')).toEqual(content);
    expect(TONES).toContain('blend');
  });
});

it('rings into pauses for as long as a period of bass, which withContentOnsets takes away', () => {
  const gate = (x: number, i: number) => (i < 0.4 * RATE ? x : 0);
  const notes = mono(sum(sine(62.5, 1, RATE, 0.2), middle).map(gate));
  const thin = mono(sum(sine(62.5, 1, RATE, 0.002), middle).map(gate));
  const pauseDb = ({ channels }: Sound) =>
    20 * Math.log10(rms(channels[0]!.subarray(0.42 * RATE, 0.48 * RATE)));
  const toned = withTone(thin, notes, 'content');
  const held = soundInMemory(withContentOnsets(longSound(toned), longSound(notes), new Scratch()));
  expect(levelOf(toned, 62.5)).toBeGreaterThan(levelOf(thin, 62.5) + 15);
  expect(pauseDb(toned)).toBeGreaterThan(-70);
  expect(pauseDb(held)).toBeLessThan(-80);
  expect(levelOf(held, 62.5)).toBeCloseTo(levelOf(toned, 62.5), 0);
});
