import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallFire } from '../support/fixturePaths.js';
import { nst } from '../support/nst.js';
import { scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const FIRE = await smallFire();
const SWIRLS = fixture('pictures/swirls.jpg');
const SOUND = fixture('audio/guitar.wav');
const CACHE = ['--cache-dir', file('cache')];

/** Every place where a command is given a file, and the ending that the file is to have there. */
const PLACES: readonly (readonly [
  place: string,
  ending: string,
  args: (path: string) => readonly string[],
])[] = [
  ['image', '.jpg', (path) => ['image', path, '--style', SWIRLS]],
  ['image --style', '.jpg', (path) => ['image', SWIRLS, '--style', path]],
  [
    'image --style-mask',
    '.png',
    (path) => ['image', SWIRLS, '--style', SWIRLS, '--style-mask', path, '--size', '64'],
  ],
  [
    'image --content-mask',
    '.png',
    (path) => ['image', SWIRLS, '--style', SWIRLS, '--content-mask', path, '--size', '64'],
  ],
  ['image --init', '.png', (path) => ['image', SWIRLS, '--style', SWIRLS, '--init', path, '--size', '64']],
  [
    'image --model-file',
    '.onnx',
    (path) => ['image', SWIRLS, '--style', SWIRLS, '--network', 'vgg16', '--model-file', path],
  ],
  ['audio', '.wav', (path) => ['audio', path, '--style', SOUND]],
  ['audio --style', '.nststyle', (path) => ['audio', SOUND, '--style', path]],
  ['audio style', '.wav', (path) => ['audio', 'style', path, '-o', file('o.nststyle')]],
  ['audio eval', '.wav', (path) => ['audio', 'eval', path, SOUND, SOUND]],
  ['audio eval --also', '.wav', (path) => ['audio', 'eval', SOUND, SOUND, SOUND, '--also', path]],
  ['glyph --style', '.nstglyph', (path) => ['glyph', 'A', '--style', path]],
  ['glyph --style-mask', '.png', (path) => ['glyph', 'A', '--style', FIRE, '--style-mask', path]],
  ['glyph --font', '.ttf', (path) => ['glyph', 'A', '--color', '#000', '--font', path]],
  ['glyph --fallback', '.ttf', (path) => ['glyph', 'A', '--color', '#000', '--fallback', path]],
  ['glyph --shape', '.svg', (path) => ['glyph', '--color', '#000', '--shape', path]],
  ['glyph --background', '.png', (path) => ['glyph', 'A', '--color', '#000', '--background', path]],
  ['glyph --layer', '.png', (path) => ['glyph', 'A', '--layer', `pattern file=${path}`]],
  ['glyph --atlas', '.txt', (path) => ['glyph', '--color', '#000', '--atlas', path]],
  ['glyph style', '.png', (path) => ['glyph', 'style', path, '-o', file('o.nstglyph')]],
  ['models import', '.onnx', (path) => ['models', 'import', 'vgg16', path, ...CACHE]],
];

/** A run that is stopped after 20 s; what never answers has no exit code. */
async function answer(args: readonly string[]) {
  const { code, stderr } = await nst(args, { killAfterMs: 20_000 });
  // What was said before the file was looked at.
  const last = stderr.trimEnd().split('\n').at(-1);
  return { code, last };
}

describe.skipIf(process.platform === 'win32')('a pipe or device', () => {
  beforeAll(() => {
    for (const ending of new Set(PLACES.map(([, each]) => each))) {
      expect(spawnSync('mkfifo', [file(`pipe${ending}`)]).status).toBe(0);
    }
  });

  it.each(PLACES)('is not waited for as the file of %s', async (_, ending, args) => {
    const before = readdirSync(folder);
    const { code, last } = await answer(args(file(`pipe${ending}`)));
    expect(last).toMatch(
      new RegExp(`^nst: .*pipe\\${ending}: expected .*, found a pipe or device; save it to a file first$`),
    );
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('is no network in the cache either', async () => {
    spawnSync('mkdir', ['-p', file('cache')]);
    spawnSync('mkfifo', [file('cache/vgg16.safetensors'), file('cache/vgg16.json')]);
    const { code, last } = await answer(['models', 'verify', 'vgg16', ...CACHE]);
    expect(last).toMatch(/found a pipe or device/);
    expect(code).toBe(3);
  });

  it('is no shard of a tfjs model', async () => {
    const manifest = [{ paths: ['pipe.onnx'], weights: [] }];
    writeFileSync(
      file('model.json'),
      JSON.stringify({ format: 'layers-model', weightsManifest: manifest, modelTopology: {} }),
    );
    const { code, last } = await answer(['models', 'import', 'vgg16', file('model.json'), ...CACHE]);
    expect(last).toMatch(/pipe\.onnx: expected weights of the tfjs model, found a pipe or device/);
    expect(code).toBe(2);
  });

  it('is no frame of an animation', async () => {
    spawnSync('mkdir', [file('frames')]);
    for (const name of ['1.png', '2.png']) copyFileSync(FIRE, file(`frames/${name}`));
    spawnSync('mkfifo', [file('frames/3.png')]);
    const { code, last } = await answer([
      ...['glyph', 'A', '--style', file('frames'), '--frames', file('moving.gif'), '-o', file('o.png')],
    ]);
    expect(last).toMatch(/3\.png: expected .*, found a pipe or device/);
    expect(code).toBe(2);
  });
});
