import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Picture } from '../../src/shared/pictures/picture.js';
import { openFilm } from '../../src/video/read/openFilm.js';
import { styliseFilm } from '../../src/video/styliseFilm.js';

/** Films of every kind that the installed ffmpeg makes; what it is asked is tested without it, too (guards.test.ts). */
const isInstalled = spawnSync('ffmpeg', ['-version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'nst-ffmpeg-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ffmpeg = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { cwd: folder });
const picture = (size: string, seconds = 0.4) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=size=${size}:rate=10:duration=${seconds}`,
];
const tone = ['-f', 'lavfi', '-i', 'sine=440:duration=0.4'];

async function read(name: string, ...args: string[]) {
  ffmpeg(...args, name);
  const film = await openFilm(join(folder, name), 'ffmpeg');
  const frames: Picture[] = [];
  for await (const frame of film.frames({ size: film.size, rate: film.rate, from: 0 })) frames.push(frame);
  return { size: film.size, frames: frames.length, losses: film.losses, first: frames[0]! };
}

describe.skipIf(!isInstalled)('films', () => {
  it('that lie on their side are turned', async () => {
    ffmpeg(...picture('64x48'), 'lying.mp4');
    const turned = ['-i', 'lying.mp4', '-c', 'copy', '-metadata:s:v', 'rotate=90'];
    const film = await read('turned.mp4', ...turned);
    // Newer versions take the rotation as an option of the input alone.
    expect([
      { width: 48, height: 64 },
      { width: 64, height: 48 },
    ]).toContainEqual(film.size);
    expect(film.frames).toBe(4);
  });

  it('of odd sides and of a varying rate have all their frames', async () => {
    const odd = await read(
      'odd.mkv',
      ...picture('64x48'),
      '-vf',
      'format=yuv444p,crop=63:47',
      '-c:v',
      'ffv1',
    );
    expect([odd.size, odd.frames]).toEqual([{ width: 63, height: 47 }, 4]);
    const varying = ['-vf', "select='not(eq(n,1))'", '-vsync', 'vfr', '-c:v', 'ffv1'];
    expect((await read('varying.mkv', ...picture('64x48'), ...varying)).frames).toBe(4);
  });

  it('of ten bits and with alpha are flattened with a word', async () => {
    const deep = await read('deep.mkv', ...picture('64x48'), '-c:v', 'ffv1', '-pix_fmt', 'yuv420p10le');
    expect(deep.losses).toEqual(['of more than 8 bits a colour, 8 are kept']);
    const clear = ['-vf', 'format=rgba,colorchannelmixer=aa=0', '-c:v', 'qtrle'];
    const film = await read('clear.mov', ...picture('64x48'), ...clear);
    expect(film.losses).toEqual(['its alpha is laid on white']);
    expect(film.first.pixels.every((value) => value === 1)).toBe(true);
  });

  it('keep their sound untouched, or have the one that is made for them', async () => {
    ffmpeg(...picture('32x32'), ...tone, '-c:a', 'aac', '-shortest', 'sound.mp4');
    const soundOf = (name: string) =>
      ffmpeg('-i', name, '-map', '0:a', '-c', 'copy', '-f', 'md5', '-').toString();
    const run = (output: string, makeSound?: (path: string) => Promise<void>) =>
      styliseFilm({
        content: join(folder, 'sound.mp4'),
        style: 'woodcut',
        output: join(folder, output),
        size: 32,
        device: 'cpu',
        threads: 1,
        makeSound,
      });
    await run('kept.mp4');
    expect(soundOf('kept.mp4')).toBe(soundOf('sound.mp4'));
    ffmpeg(...tone, 'other.wav');
    await run('other.mp4', async (path) => copyFileSync(join(folder, 'other.wav'), path));
    expect(soundOf('other.mp4')).not.toBe(soundOf('sound.mp4'));
  });
});
