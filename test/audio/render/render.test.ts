import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../src/audio/presets.js';
import { powerOf, splitChannels, workingGain } from '../../../src/audio/render/channels.js';
import { belowRate, followingGain, withHighBand } from '../../../src/audio/render/highBand.js';
import { atLoudness, loudnessOf } from '../../../src/audio/render/level.js';
import { type MixedSignals, PieceMixer } from '../../../src/audio/render/pieceMixer.js';
import { withoutRumble } from '../../../src/audio/render/rumble.js';
import { Scratch } from '../../../src/audio/scratch/scratch.js';
import { longSound, soundInMemory } from '../../../src/audio/sound.js';
import { integratedLoudness } from '../../../src/shared/dsp/loudness.js';
import { resample } from '../../../src/shared/dsp/resample.js';
import { signalOf, wholeOf } from '../../../src/shared/dsp/signal.js';
import { truePeakDb } from '../../../src/shared/dsp/truePeak.js';
import { errorDb, noise, rms, sine } from '../../shared/dsp/signals.js';

const RATE = 22_050;
const stereo = (left: Float32Array, right: Float32Array, sampleRateHz = RATE) =>
  longSound({ sampleRateHz, channels: [left, right] });

describe('channels', () => {
  const left = noise(500, 0.2, 1);
  const right = left.map((x, i) => 0.8 * x + 0.02 * Math.sin(i));

  it('are led by the stronger of mid and side', () => {
    expect(splitChannels(stereo(left, right)).isSidePrimary).toBe(false);
    const {
      isSidePrimary: isSideLead,
      primary: lead,
      secondary: rest,
    } = splitChannels(
      stereo(
        left,
        right.map((x) => -x),
      ),
    );
    expect(isSideLead).toBe(true);
    expect(powerOf(lead)).toBeGreaterThan(powerOf(rest!));
    expect(splitChannels(stereo(left, left)).secondary).toBeUndefined();
  });

  it('are brought to one level', () => {
    const gain = workingGain(signalOf(left));
    expect(rms(left.map((x) => x * gain))).toBeCloseTo(0.1, 6);
  });
});

describe('withoutRumble', () => {
  const before = sine(440, 1, RATE, 0.2).map((x) => x + 0.01);

  it('takes away what was added below 20 Hz, constants too, and nothing that is heard', () => {
    const low = sine(8, 1, RATE, 0.3);
    const heard = sine(60, 1, RATE, 0.1);
    const after = before.map((x, i) => x + low[i]! - 0.2 + heard[i]!);
    const wanted = before.map((x, i) => x + heard[i]!);
    expect(errorDb(withoutRumble(before, after, RATE), wanted, 4000, RATE - 4000)).toBeLessThan(-35);
  });

  it('leaves what the content has down there', () => {
    expect(errorDb(withoutRumble(before, before, RATE), before)).toBeLessThan(-120);
  });
});

describe('followingGain', () => {
  it('is half the change of power, within 12 dB', () => {
    expect(followingGain(Math.log(4))).toBeCloseTo(2, 6);
    expect(20 * Math.log10(followingGain(20))).toBeCloseTo(12, 6);
    expect(20 * Math.log10(followingGain(-20))).toBeCloseTo(-12, 6);
  });
});

describe('withHighBand', () => {
  const low = sine(1000, 0.5, 44_100, 0.2);
  const high = sine(15_000, 0.5, 44_100, 0.1);
  const both = low.map((x, i) => x + high[i]!);

  it('takes what is above from the original, with its gain, and the rest from the result', async () => {
    const before = await resample(both, 44_100, RATE);
    const after = before.map((x) => -x);
    const highGain = new Float32Array(before.length).fill(3);
    const result = await withHighBand(both, 44_100, { workingRateHz: RATE, before, after, highGain });
    const expected = low.map((x, i) => -x + 3 * high[i]!);
    expect(result).toHaveLength(both.length);
    expect(errorDb(result, expected, 2000, 20_000)).toBeLessThan(-50);
  });

  it('begins where the style ends, if that has a lower rate', async () => {
    const original = sine(1000, 0.5, RATE, 0.2).map(
      (x, i) => x + 0.1 * Math.sin((2 * Math.PI * 6000 * i) / RATE),
    );
    const highGain = new Float32Array(original.length).fill(2);
    const whole = { workingRateHz: RATE, before: original, after: original.map((x) => -x), highGain };
    const change = await belowRate(whole, 8000);
    expect(change.highGain).toHaveLength(4000);
    const result = await withHighBand(original, RATE, change);
    const expected = sine(1000, 0.5, RATE, -0.2).map(
      (x, i) => x + 0.2 * Math.sin((2 * Math.PI * 6000 * i) / RATE),
    );
    expect(errorDb(result, expected, 2000, 9000)).toBeLessThan(-40);
    expect(await belowRate(whole, RATE)).toBe(whole);
  });

  it('has nothing to add at lower rates', async () => {
    const original = sine(500, 0.3, 8000, 0.3);
    const before = await resample(original, 8000, RATE);
    const highGain = new Float32Array(before.length).fill(9);
    const change = { workingRateHz: RATE, before, after: before, highGain };
    expect(errorDb(await withHighBand(original, 8000, change), original, 200, 2200)).toBeLessThan(-50);
  });
});

describe('atLoudness', () => {
  const sound = { sampleRateHz: RATE, channels: [noise(RATE, 0.02, 3)] };
  const lufs = { content: -20, style: -26 };

  it('matches content, style or a number, or leaves it', () => {
    const at = (wanted: Parameters<typeof atLoudness>[1]) =>
      loudnessOf(atLoudness(longSound(sound), wanted, lufs, new Scratch()));
    expect(at('content')).toBeCloseTo(-20, 2);
    expect(at('style')).toBeCloseTo(-26, 2);
    expect(at(-30)).toBeCloseTo(-30, 2);
    expect(at('none')).toBeCloseTo(integratedLoudness(sound.channels, RATE), 2);
  });

  it('keeps true peaks below -1 dB', () => {
    expect(
      truePeakDb(soundInMemory(atLoudness(longSound(sound), -5, lufs, new Scratch())).channels),
    ).toBeLessThan(-0.99);
  });
});

describe('PieceMixer', () => {
  const recipe = PRESETS.default;
  const lead = noise(256 * 40, 0.1, 6);
  const rest = noise(256 * 40, 0.03, 7);
  const whole = new Float32Array(lead.length).fill(1);
  const mixerOf = (primary: Float32Array, secondary?: Float32Array, styleHz?: number) => {
    const signals = { primary: signalOf(primary), secondary: secondary && signalOf(secondary) };
    return new PieceMixer(recipe, signals, new Scratch(), styleHz);
  };
  const inMemory = ({ primary, secondary, highGain }: MixedSignals) => ({
    primary: wholeOf(primary),
    secondary: secondary && wholeOf(secondary),
    highGain: wholeOf(highGain),
  });

  it('gives back what was not changed', () => {
    const mixer = mixerOf(lead, rest);
    mixer.add({ start: 0, fade: whole, before: lead, after: lead });
    const mixed = inMemory(mixer.finish());
    expect(mixed.primary).toBeAllclose(lead, 1e-6, 1e-7);
    expect(mixed.secondary!).toBeAllclose(rest, 1e-4, 1e-5);
    expect(mixed.highGain).toBeAllclose(whole, 1e-5, 0);
  });

  it('lets the rest and the high band follow the lead', () => {
    const mixer = mixerOf(lead, rest);
    mixer.add({ start: 0, fade: whole, before: lead, after: lead.map((x) => 2 * x) });
    const mixed = inMemory(mixer.finish());
    expect(mixed.primary).toBeAllclose(
      lead.map((x) => 2 * x),
      1e-5,
      1e-7,
    );
    expect(rms(mixed.secondary!) / rms(rest)).toBeCloseTo(2, 1);
    expect(mixed.highGain[5000]!).toBeCloseTo(2, 1);
  });

  it('lets what a style cannot have follow the bands that it has', () => {
    const narrow = mixerOf(lead, undefined, 4000);
    const louder = sine(6000, lead.length / RATE, RATE, 1).map((x, i) => lead[i]! + x);
    narrow.add({ start: 0, fade: whole, before: lead, after: louder });
    expect(inMemory(narrow.finish()).highGain[5000]!).toBeCloseTo(1, 1);
  });

  it('shows what would come of one more piece, and changes nothing', () => {
    const [mixer, same, longer] = [mixerOf(lead, rest), mixerOf(lead, rest), mixerOf(lead, rest)];
    const first = { start: 0, fade: whole, before: lead, after: lead.map((x) => 0.5 * x) };
    const second = { start: 0, fade: whole, before: lead, after: lead.map((x) => -x) };
    for (const each of [mixer, same, longer]) each.add(first);
    const preview = inMemory(mixer.preview(second));
    expect(inMemory(mixer.finish())).toEqual(inMemory(same.finish()));
    longer.add(second);
    expect(preview).toEqual(inMemory(longer.finish()));
  });

  it('lays pieces over one another by their shares, and leaves the rest alone', () => {
    const mixer = mixerOf(lead);
    const half = new Float32Array(512).fill(0.5);
    const before = lead.slice(1024, 1536);
    mixer.add({ start: 1024, fade: half, before, after: before.map((x) => x + 1) });
    mixer.add({ start: 1024, fade: half, before, after: before.map((x) => x + 3) });
    const change = inMemory(mixer.finish()).primary.map((x, i) => x - lead[i]!);
    expect(change.slice(1024, 1536)).toBeAllclose(new Float32Array(512).fill(2), 1e-5, 1e-5);
    expect(change.slice(0, 1024)).toBeAllclose(new Float32Array(1024), 0, 1e-6);
  });
});
