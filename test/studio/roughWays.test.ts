import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { STUDIO_MEDIA } from '../../src/cli/studio/media.js';
import { plainWord, wordFigures } from '../../src/cli/studio/plainWord.js';
import { writePicture } from '../../src/shared/pictures/write.js';
import type { JobValues, RoughLook, RoughWay } from '../../src/studio/roughWay.js';
import { ringStyle } from '../support/ringStyle.js';

const [CAT, STYLE] = ['fixtures/pictures/cat.jpg', 'fixtures/pictures/garden.jpg'] as const;

function wayOf(name: string): RoughWay {
  const way = STUDIO_MEDIA.find((medium) => medium.name === name)!.openRough!();
  onTestFinished(() => way.close());
  return way;
}

async function looks(way: RoughWay, values: JobValues): Promise<RoughLook[]> {
  const shown: RoughLook[] = [];
  await way.look?.(values, { signal: new AbortController().signal, show: (look) => shown.push(look) });
  return shown;
}

const sizeOf = async (look: RoughLook | undefined) => {
  const { width, height } = await sharp(look!.bytes).metadata();
  return [width, height];
};

test.each(STUDIO_MEDIA)(
  'while something is missing, there is nothing to see and nothing to complain of: $name',
  async ({ name }) => {
    const way = wayOf(name);
    expect(await way.glance({})).toBeUndefined();
    expect(await looks(way, {})).toEqual([]);
  },
);

test('a photograph is seen small, and in the style’s colours', async () => {
  const way = wayOf('photo');
  const look = await way.glance({ content: CAT, style: [STYLE], strength: 1, size: 2000 });
  expect(await sizeOf(look)).toEqual([256, 170]);
  expect(look?.words).toMatch(/^Colours alone/);
  const same = await way.glance({ content: CAT, style: [STYLE], strength: 0, method: 'color' });
  expect(same?.words).toMatch(/^As the run/);
});

test('of a preset without drafts colours are seen, and told as what they are', async () => {
  const way = wayOf('picture');
  const values = { content: CAT, style: [STYLE], preset: 'analogy2017' };
  const look = await way.glance(values);
  expect(await sizeOf(look)).toEqual([128, 85]);
  expect(look?.words).toMatch(/no draft/);
  expect(await looks(way, values)).toEqual([]);
});

test('a sound is heard for three seconds with the style’s spectrum', async () => {
  const values = { content: 'fixtures/audio/voice.wav', style: ['fixtures/audio/guitar.wav'] };
  const look = (await wayOf('sound').glance(values))!;
  // 16 bits, one channel, 22,050 Hz.
  expect(look.bytes.length).toBeGreaterThan(3 * 22_050 * 2);
  expect(look.bytes.length).toBeLessThan(3 * 22_050 * 2 + 4096);
  expect(look.type).toBe('audio/wav');
});

test('a word is seen in plain letters, then in its effect, and its strength changes at once', async () => {
  const way = wayOf('word');
  const word = { text: 'I', style: await ringStyle() };
  expect((await way.glance(word))?.words).toMatch(/^Plain letters/);
  const [effect] = await looks(way, word);
  const weaker = await way.glance({ ...word, strength: 0.3 });
  expect(await sizeOf(weaker)).toEqual(await sizeOf(effect));
  expect(Buffer.from(weaker!.bytes).equals(effect!.bytes)).toBe(false);
});

test('the plain word is grey where its mask is white', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nst-studio-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const mask = { width: 2, height: 1, pixels: Float32Array.from([0, 0, 0, 1, 1, 1]) };
  await writePicture(join(folder, 'text-mask.png'), mask);
  const { data } = await sharp(await plainWord(folder))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([...data]).toEqual([128, 128, 128, 0, 128, 128, 128, 255]);
});

test('what was measured of a word is told in words', () => {
  expect(wordFigures({ selfTestDb: 20.94, styleConfidence: 0.75, styleKind: 'effect' })).toEqual([
    'Style redrawn from its other half: 20.9 dB, above 20.5 dB, from which on letters look like it',
    'Lettering found in the style: 75 % sure',
  ]);
  expect(wordFigures({ selfTestDb: 19 })[0]).toMatch(/below 20.5 dB/);
  expect(wordFigures({ styleKind: 'texture' })).toHaveLength(1);
});
