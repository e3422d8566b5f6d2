import { describe, expect, it } from 'vitest';
import { blocksOf, rangeOf } from '../../../src/audio/render/blocks.js';
import { limited } from '../../../src/audio/render/level.js';
import { resampled } from '../../../src/audio/render/resampled.js';
import { withTone } from '../../../src/audio/render/tone.js';
import { Scratch } from '../../../src/audio/scratch/scratch.js';
import { longSound, soundInMemory } from '../../../src/audio/sound.js';
import { limitTruePeak } from '../../../src/shared/dsp/limiter.js';
import { resample } from '../../../src/shared/dsp/resample.js';
import { signalOf, wholeOf } from '../../../src/shared/dsp/signal.js';
import { truePeakDb } from '../../../src/shared/dsp/truePeak.js';
import { errorDb, noise } from '../../shared/dsp/signals.js';

const RATE = 4000;
/** Three blocks. */
const long = noise(65.3 * RATE, 0.3, 1);
const files = () => new Scratch(undefined, 0);

describe('blocksOf', () => {
  it.each([0.5, 20, 39.9, 40, 61, 3600])('covers %d s once, in blocks of 20 to 40 s', (seconds) => {
    const length = Math.round(seconds * RATE);
    const ranges = blocksOf(length, RATE).map((block) => rangeOf(block, RATE, length));
    expect(ranges[0]!.first).toBe(0);
    expect(ranges.at(-1)!.last).toBe(length);
    for (const [i, { first, last }] of ranges.entries()) {
      expect(first).toBe(i === 0 ? 0 : ranges[i - 1]!.last);
      if (ranges.length > 1) expect(last - first).toBeGreaterThanOrEqual(20 * RATE);
      expect(last - first).toBeLessThan(40 * RATE);
    }
  });

  it('is one where seconds begin between samples', () => {
    expect(blocksOf(10_000_000, 44_100.5)).toHaveLength(1);
  });
});

describe('what is made block by block is what is made of the whole', () => {
  it.each([
    [RATE, 3000],
    [RATE, 11_025],
    [4001, 5000],
  ])('resampled from %d to %d Hz', async (fromHz, toHz) => {
    const whole = await resample(long, fromHz, toHz);
    const scratch = files();
    const blocks = wholeOf(await resampled(signalOf(long), fromHz, toHz, scratch));
    scratch.close();
    expect(blocks).toHaveLength(whole.length);
    expect(errorDb(blocks, whole)).toBeLessThan(-100);
  });

  it('limited', () => {
    const loud = { sampleRateHz: RATE, channels: [long.map((x) => 4 * x), long.map((x) => -2 * x)] };
    const scratch = files();
    const { channels } = soundInMemory(limited(longSound(loud), scratch));
    scratch.close();
    const whole = limitTruePeak(loud.channels, RATE);
    expect(truePeakDb(channels)).toBeLessThan(-0.99);
    for (const [c, channel] of channels.entries()) expect(errorDb(channel, whole[c]!)).toBeLessThan(-60);
  });

  it('given a tone', () => {
    const dull = long.map((x, i) => x + (long[i - 1] ?? 0) + (long[i - 2] ?? 0));
    const mono = (samples: Float32Array, sampleRateHz: number) =>
      longSound({ sampleRateHz, channels: [samples] });
    const tone = (rateHz: number) => {
      const scratch = files();
      const made = wholeOf(withTone(mono(dull, rateHz), mono(long, rateHz), 'content', scratch).channels[0]!);
      scratch.close();
      return made;
    };
    // A rate that is no whole number makes one block of all.
    expect(errorDb(tone(RATE), tone(RATE + 1e-6))).toBeLessThan(-80);
    expect(errorDb(tone(RATE), dull)).toBeGreaterThan(-20);
  });
});
