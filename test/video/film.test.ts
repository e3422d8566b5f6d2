import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Picture } from '../../src/shared/pictures/picture.js';
import { bytesOfPicture, pictureOfBytes } from '../../src/video/frameBytes.js';
import { methodOf } from '../../src/video/options.js';
import { shownFrames } from '../../src/video/read/film.js';
import { openFilm } from '../../src/video/read/openFilm.js';
import { styliseFilm } from '../../src/video/styliseFilm.js';
import { WorkFolder } from '../../src/video/work/workFolder.js';
import { assemble } from '../../src/video/write/assemble.js';

const SIZE = { width: 21, height: 14 };
const COUNT = 3;
const RATE = { frames: 10, seconds: 1 };
/** A square that moves. */
const frame = (i: number) =>
  Uint8Array.from({ length: SIZE.width * SIZE.height * 3 }, (_, k) => {
    const x = Math.floor(k / 3) % SIZE.width;
    return x >= 4 * i && x < 4 * i + 6 ? [255, 0, 0][k % 3]! : 255;
  });

let folder = '';
let work: WorkFolder;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-video-'));
  work = await WorkFolder.open(join(folder, 'work'), { version: 1, strength: 1 }, SIZE);
  for (let i = 0; i < COUNT; i++) await work.keep(i, frame(i));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const assembly = (output: string) => ({ output, ffmpeg: 'ffmpeg', sound: undefined, size: SIZE, rate: RATE });

async function framesOf(path: string): Promise<Picture[]> {
  const film = await openFilm(path, 'ffmpeg', RATE);
  expect([film.size, film.count]).toEqual([SIZE, COUNT]);
  const pictures: Picture[] = [];
  for await (const picture of film.frames({ size: SIZE, rate: RATE, from: 0 })) pictures.push(picture);
  return pictures;
}

describe('what is written is read again', () => {
  test.each(['film.apng', 'film.gif', 'film.webp', 'frames', 'frame_%03d.png'])('%s', async (name) => {
    const path = join(folder, name);
    await assemble(work, COUNT, assembly(path));
    const pictures = await framesOf(path);
    expect(pictures).toHaveLength(COUNT);
    pictures.forEach((picture, i) => {
      const [now, then] = [bytesOfPicture(picture), frame(i)];
      const off = now.reduce((sum, value, k) => sum + Math.abs(value - then[k]!), 0) / now.length;
      expect(off).toBeLessThan(name.endsWith('webp') ? 12 : 1.5);
    });
  });
});

test('bytes go through pictures unchanged, and alpha is laid on white', () => {
  expect(bytesOfPicture(pictureOfBytes(frame(1), SIZE))).toEqual(frame(1));
  const { pixels } = pictureOfBytes(Uint8Array.of(0, 0, 0, 0), { width: 1, height: 1 }, 4);
  expect([...pixels]).toEqual([1, 1, 1]);
});

test('a work folder goes on with frames of the same settings, and refuses others', async () => {
  const path = join(folder, 'work');
  const again = await WorkFolder.open(path, { strength: 1, version: 1 }, SIZE);
  expect([again.count(), again.has(2), again.has(3)]).toEqual([COUNT, true, false]);
  expect(Uint8Array.from(await again.read(1))).toEqual(frame(1));
  await expect(WorkFolder.open(path, { version: 1, strength: 0.5 }, SIZE)).rejects.toThrow(
    /found strength 1, where this run has 0.5; remove the folder/,
  );
  await expect(WorkFolder.open(folder, { version: 1 }, SIZE)).rejects.toThrow(/found other files/);
});

test('rates are changed by showing the frame that has begun', () => {
  const shown = (rate: number, from = 0, to?: number) => [
    ...shownFrames(6, { frames: 6, seconds: 1 }, { rate: { frames: rate, seconds: 1 }, from, to }),
  ];
  expect(shown(6)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(shown(3)).toEqual([0, 2, 4]);
  expect(shown(12).slice(0, 4)).toEqual([0, 0, 1, 1]);
  expect(shown(6, 0.5, 1)).toEqual([3, 4, 5]);
});

test('styles by name go to a net, pictures are optimised', () => {
  expect(methodOf({ style: 'woodcut' })).toBe('net');
  expect(methodOf({ style: ['a.jpg', 'b.png'] })).toBe('online');
  expect(methodOf({ style: 'a.jpg', model: 'm.safetensors' })).toBe('net');
});

test('what a method does not take is refused', async () => {
  const run = (options: object) =>
    styliseFilm({ content: 'a.mp4', style: 'a.jpg', output: 'out.gif', method: 'photo', ...options });
  await expect(run({ passes: 2 })).rejects.toThrow(/passes: expected 1 with method photo/);
  await expect(run({ model: 'm.safetensors' })).rejects.toThrow(/model and method photo: expected one/);
});

describe('one line says what is wrong', () => {
  const run = (content: string, options: object = {}) =>
    styliseFilm({ content, style: 'woodcut', output: join(folder, 'out.gif'), ...options });

  test('with broken, empty and single pictures', async () => {
    const still = join(folder, 'still.png');
    await sharp(frame(0), { raw: { ...SIZE, channels: 3 } })
      .png()
      .toFile(still);
    await expect(run(still)).rejects.toThrow(/found a single picture; use nst image/);
    const broken = join(folder, 'broken.gif');
    await writeFile(broken, (await readFile(join(folder, 'film.gif'))).subarray(0, 40));
    await expect(run(broken)).rejects.toThrow(/broken.gif: /);
    await writeFile(join(folder, 'empty.mp4'), '');
    await expect(run(join(folder, 'empty.mp4'))).rejects.toThrow(/found an empty file/);
  });

  test('without ffmpeg, and for times and endings that cannot be', async () => {
    const film = join(folder, 'film.mp4');
    await writeFile(film, 'no film');
    await expect(run(film, { ffmpeg: '/nowhere/ffmpeg' })).rejects.toThrow(
      /it was not found; install ffmpeg/,
    );
    await expect(run(film, { from: 2, to: 1 })).rejects.toThrow(/to: expected more than --from/);
    await expect(run(film, { output: 'a.doc' })).rejects.toThrow(/found ".doc"/);
    await expect(run(join(folder, 'film.gif'), { from: 9 })).rejects.toThrow(
      /from: expected less than the 0.30 s/,
    );
    expect((await readdir(folder)).filter((name) => name.endsWith('.work'))).toEqual([]);
  });
});
