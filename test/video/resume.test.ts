import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writePicture } from '../../src/image/index.js';
import { styliseFilm } from '../../src/video/index.js';
import { scene } from '../support/pictures.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-film-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FRAMES = 4;
const SIZE = { width: 32, height: 24 };

/** A picture that moves to the side by two pixels a frame. */
async function writeFrames(path: string): Promise<void> {
  const wide = scene({ width: SIZE.width + 2 * FRAMES, height: SIZE.height }, 1);
  for (let frame = 0; frame < FRAMES; frame++) {
    const pixels = new Float32Array(SIZE.width * SIZE.height * 3);
    for (let y = 0; y < SIZE.height; y++) {
      const begin = (y * wide.width + 2 * frame) * 3;
      pixels.set(wide.pixels.subarray(begin, begin + SIZE.width * 3), y * SIZE.width * 3);
    }
    await writePicture(join(path, `${frame}.png`), { ...SIZE, pixels });
  }
}

const bytesOf = (path: string) =>
  readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'hex')]);

it('a film that was broken off goes on, to the same bytes', async () => {
  const content = mkdtempSync(join(folder, 'frames-'));
  await writeFrames(content);
  const film = (output: string, signal?: AbortSignal, onFrame?: () => void) =>
    styliseFilm({
      content,
      style: ['woodcut'],
      size: SIZE.width,
      output: join(folder, output),
      device: 'cpu',
      threads: 1,
      ...(signal && { signal }),
      ...(onFrame && { onFrame }),
    });
  expect(await film('whole')).toMatchObject({ frames: FRAMES, ended: 'done' });
  const controller = new AbortController();
  const stopped = await film('twice', controller.signal, () => controller.abort());
  expect(stopped.ended).toBe('stopped');
  expect(stopped.frames).toBeLessThan(FRAMES);
  let made = 0;
  expect(await film('twice', undefined, () => made++)).toMatchObject({ ended: 'done' });
  expect(made).toBeLessThan(FRAMES);
  expect(bytesOf(join(folder, 'twice'))).toEqual(bytesOf(join(folder, 'whole')));
});

it('a second pass goes on, too, and gives the same bytes; a film that stands still stays as it is', async () => {
  const content = mkdtempSync(join(folder, 'frames-'));
  await writeFrames(content);
  const film = (output: string, signal?: AbortSignal, onFrame?: () => void, passes = 2, input = content) =>
    styliseFilm({
      content: input,
      style: ['woodcut'],
      size: SIZE.width,
      output: join(folder, output),
      passes,
      device: 'cpu',
      threads: 1,
      ...(signal && { signal }),
      ...(onFrame && { onFrame }),
    });
  expect(await film('both')).toMatchObject({ frames: FRAMES, ended: 'done' });
  const controller = new AbortController();
  let made = 0;
  const stopped = await film('again', controller.signal, () => {
    // In the second pass, behind its first frame.
    if (++made === FRAMES + 1) controller.abort();
  });
  expect(stopped.ended).toBe('stopped');
  expect(await film('again')).toMatchObject({ ended: 'done' });
  expect(bytesOf(join(folder, 'again'))).toEqual(bytesOf(join(folder, 'both')));
  expect(readdirSync(folder).filter((name) => name.endsWith('.work'))).toEqual([]);
  const still = mkdtempSync(join(folder, 'still-'));
  for (const frame of [0, 1, 2]) await writePicture(join(still, `${frame}.png`), scene(SIZE, 1));
  await film('once', undefined, undefined, 1, still);
  await film('twice-still', undefined, undefined, 2, still);
  expect(bytesOf(join(folder, 'twice-still'))).toEqual(bytesOf(join(folder, 'once')));
});
