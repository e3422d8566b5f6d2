/** Files of which it is known what must come out of them; they lie beside some checkouts only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSound } from '../../../src/audio/files/readSound.js';
import { knownCases } from '../../support/fixturePaths.js';

const FOLDER = knownCases('audio');

describe.skipIf(!existsSync(FOLDER))('known files', () => {
  it.each([
    ['id3-front.flac', 22_050, 2, 16_537],
    ['mono-silent-end.flac', 22_050, 1, 27_562],
    ['mono.mp3', 44_100, 1, 33_074],
    ['chained-stereo-mono.ogg', 44_100, 2, 66_148],
    ['rf64-trailing-list.wav', 22_050, 2, 11_025],
    ['u8-odd.wav', 22_050, 1, 11_023],
    ['ulaw.wav', 8000, 1, 6000],
    ['size-zero.wav', 22_050, 2, 11_025],
    ['stream-no-end.ogg', 44_100, 2, 26_304],
  ])('%s: %d Hz, %d channels, %d samples', async (name, rateHz, channels, length) => {
    const sound = await readSound(join(FOLDER, name));
    expect([sound.sampleRateHz, ...sound.channels.map((channel) => channel.length)]).toEqual([
      rateHz,
      ...Array<number>(channels).fill(length),
    ]);
    expect(
      Math.max(...sound.channels.map((channel) => channel.reduce((max, x) => Math.max(max, x), 0))),
    ).toBeLessThan(1);
  });
});
