import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VIDEO_JOBS } from '../../src/cli/videoCommand.js';
import { numberedPath, withoutNumber } from '../../src/video/read/frameFiles.js';
import { styliseFilm } from '../../src/video/styliseFilm.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-guards-'));
const inFolder = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const SIDE = 16;

/** A program in the place of ffmpeg: films of all kinds, whichever ffmpeg is installed, and none at all. */
function program(name: string, lines: readonly string[]): string {
  const path = inFolder(name);
  writeFileSync(path, ['#!/bin/sh', ...lines].join('\n'));
  chmodSync(path, 0o755);
  return path;
}

/** Tells of a film of 4 frames when it is asked for the first one. */
const HEAD = [
  'case "$*" in *yuv4mpegpipe*)',
  '  echo "Duration: 00:00:00.40, start" >&2',
  '  echo "Stream #0:0: Video: h264, yuv420p, 16x16, 10 fps" >&2',
  `  echo "YUV4MPEG2 W${SIDE} H${SIDE} F10:1 A1:1 C444"; exit 0;;`,
  'esac',
];
const frames = (count: number) => `head -c ${count * SIDE * SIDE * 3} /dev/zero`;

const film = inFolder('clip.mp4');
beforeAll(() => writeFileSync(film, 'a film, as far as the program in the place of ffmpeg knows'));

const run = (content: string, output: string, more: object = {}) =>
  styliseFilm({
    content,
    style: 'woodcut',
    output: inFolder(output),
    size: SIDE,
    device: 'cpu',
    threads: 1,
    ...more,
  });

describe('ffmpeg', () => {
  it('that finds no moving picture is understood', async () => {
    const ffmpeg = program('sound-only', ['echo "Stream map \'0:V:0\' matches no streams." >&2', 'exit 1']);
    await expect(run(film, 'none.gif', { ffmpeg })).rejects.toMatchObject({
      code: 'NST_BAD_INPUT',
      message: expect.stringMatching(/^[^\n]*clip\.mp4: [^\n]*there is no moving picture in it$/),
    });
  });

  it('that dies in the middle of reading leaves what is finished, and the next run goes on with it', async () => {
    const ffmpeg = program('dies', [...HEAD, frames(2), 'echo "Invalid data found" >&2', 'exit 1']);
    await expect(run(film, 'half.gif', { ffmpeg })).rejects.toThrow(/it breaks off behind frame 2: /);
    expect(existsSync(inFolder('half.gif'))).toBe(false);
    expect(existsSync(inFolder('half.gif.work'))).toBe(true);
    let made = 0;
    const sound = program('sound', [...HEAD, frames(4)]);
    const whole = await run(film, 'half.gif', { ffmpeg: sound, onFrame: () => made++ });
    expect([whole.frames, made]).toEqual([4, 2]);
    expect(existsSync(inFolder('half.gif.work'))).toBe(false);
  });

  it('that cannot write the result leaves all frames', async () => {
    const ffmpeg = program('full', [
      ...HEAD,
      'case "$*" in *pipe:0*) echo "No space left on device" >&2; exit 1;; esac',
      frames(4),
    ]);
    await expect(run(film, 'full.mp4', { ffmpeg })).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: expect.stringMatching(/the disk is full; finished frames are kept/),
    });
    expect(readdirSync(inFolder('full.mp4.work')).length).toBeGreaterThanOrEqual(4);
  });
});

it('a folder of frames of other settings is refused before any frame is made', async () => {
  const options = { ffmpeg: inFolder('sound'), work: inFolder('kept') };
  await run(film, 'first.gif', options);
  let made = 0;
  const other = run(film, 'second.gif', { ...options, temporal: 0.5, onFrame: () => made++ });
  await expect(other).rejects.toThrow(/found temporal .*remove the folder/);
  expect(made).toBe(0);
});

it.each([
  ['a single frame', { width: 20, height: 12 }],
  ['a frame of one pixel', { width: 1, height: 1 }],
])('%s is a film of one frame', async (name, size) => {
  const path = inFolder(name.replaceAll(' ', '-'));
  mkdirSync(path);
  await sharp({ create: { ...size, channels: 3, background: '#468' } })
    .png()
    .toFile(join(path, 'only.png'));
  expect(await run(path, `${name.length}.gif`)).toMatchObject({ frames: 1, scenes: 1, ended: 'done' });
});

it('patterns have one reading', () => {
  expect(numberedPath('in/frame_%04d.png', 7)).toBe(join('in', 'frame_0007.png'));
  expect(numberedPath('f%d.png', 12)).toBe('f12.png');
  expect(withoutNumber('in/frame_%04d.png')).toBe(join('in', 'frame_.png'));
  expect(withoutNumber('in/frames')).toBe(join('in', 'frames'));
});

it('a film is a job: what it reads and writes is known beforehand', async () => {
  const values = { content: film, style: ['woodcut'], output: inFolder('job.gif') };
  const { outputs, inputs } = await VIDEO_JOBS.plan(values);
  expect(outputs).toEqual([values.output]);
  expect(inputs).toContain(film);
  await expect(VIDEO_JOBS.plan({ content: film })).rejects.toThrow(/style: expected/);
});
