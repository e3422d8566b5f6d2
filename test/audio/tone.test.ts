/** What the style cannot have, or has less of, the result keeps. */
import { expect, it } from 'vitest';
import { type Sound, type Tone, transferAudio } from '../../src/audio/index.js';
import { octaveLevelsDb, octaveOf } from '../../src/audio/render/octaves.js';
import { longSound } from '../../src/audio/sound.js';
import { chirp, noise, sine } from '../shared/dsp/signals.js';
import { telephone } from '../support/recordedSounds.js';

const RATE = 22_050;
const mono = (channel: Float32Array): Sound => ({ sampleRateHz: RATE, channels: [channel] });
const hiss = noise(RATE, 0.02, 5);
const bass = sine(62.5, 1, RATE, 0.1);
const content = mono(chirp(1, RATE).map((x, i) => 0.3 * x + hiss[i]! + bass[i]!));
const style = mono(noise(RATE, 0.05, 3).map((x, i) => x * (1 + Math.sin(i / 900)) + 0.1 * Math.sin(i / 20)));
const run = (options: Partial<Parameters<typeof transferAudio>[0]>) =>
  transferAudio({ content, style, iterations: 2, device: 'cpu', threads: 1, ...options });
const airOf = (sound: Sound) => octaveLevelsDb(longSound(sound))[octaveOf(8000)]!;

it('a style of a low rate does not take away the band that it does not have', async () => {
  const { sound } = await run({ style: await telephone(style), tone: 'style' });
  expect(airOf(sound) - airOf(content)).toBeGreaterThan(-13);
});

it('the balance is that of the content, or of the style but for bass and air', async () => {
  const bright = mono(noise(RATE, 0.1, 3).map((x, i, all) => x - (all[i - 1] ?? 0)));
  const bassOf = async (tone: Tone) => {
    const levels = octaveLevelsDb(longSound((await run({ tone, style: bright })).sound));
    return levels[octaveOf(62.5)]! - Math.max(...levels);
  };
  const [same, lost, kept] = [await bassOf('content'), await bassOf('style'), await bassOf('blend')];
  expect(kept).toBeGreaterThan(lost + 3);
  expect(same).toBeGreaterThan(kept + 3);
});
