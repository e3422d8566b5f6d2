import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScript } from '../support/runScript.js';

/** What takes time to load, and is worth nothing before there is work for it. */
const HEAVY = [
  '@alexanderolsen/libsamplerate-js',
  'ag-psd',
  'onnx-proto',
  'onnxruntime-node',
  'protobufjs',
  'sharp',
  'undici',
  'vendor/tfjs',
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nst-start-'));
  writeFileSync(join(folder, 'text.png'), 'no picture');
  writeFileSync(join(folder, 'text.wav'), 'no sound');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Exit code of a command, all packages that it loaded, and the heavy ones among them. */
async function load(...args: string[]) {
  const { code, packages } = await runScript<{ code: number; packages: string[] }>('loadedPackages.mjs', {
    args,
  });
  return { code, packages, heavy: packages.filter((name) => HEAVY.includes(name)) };
}

describe('help', () => {
  it.each([
    ['--help'],
    ['--version'],
    ['image', '--help'],
    ['audio', '--help'],
    ['audio', 'style', '--help'],
    ['glyph', '--help'],
    ['models', '--help'],
    ['doctor', '--help'],
  ])('loads nothing but the parser of options: %s %s', async (...args) => {
    expect(await load(...args)).toMatchObject({ code: 0, packages: ['commander'] });
  });
});

describe('a refusal', () => {
  it.each([
    ['an unknown option', ['image', 'a.png', '--stlye', 'b.png']],
    ['a bad value', ['image', 'a.png', '--style', 'b.png', '--size', '1']],
    ['a bad name for the result', ['image', 'a.png', '--style', 'b.png', '-o', 'c.xyz']],
    ['no picture of that name', ['image', 'nothing.png', '--style', 'nothing.png']],
    ['no sound of that name', ['audio', 'nothing.wav', '--style', 'nothing.wav']],
    ['no style of that name', ['glyph', 'Hi', '--style', 'nothing.png', '-o', 'nothing-of-it.png']],
  ])('loads nothing heavy: %s', async (_, args) => {
    expect(await load(...args)).toMatchObject({ code: 2, heavy: [] });
  });

  it('of a file that is no picture loads nothing but what reads pictures', async () => {
    const text = join(folder, 'text.png');
    expect(await load('image', text, '--style', text)).toMatchObject({ code: 2, heavy: ['sharp'] });
  });

  it('of a file that is no sound loads nothing heavy', async () => {
    const text = join(folder, 'text.wav');
    expect(await load('audio', text, '--style', text)).toMatchObject({ code: 2, heavy: [] });
  });
});

describe('work', () => {
  it('on the weights of networks loads nothing heavy', async () => {
    expect(await load('models', 'list')).toMatchObject({ code: 0, heavy: [] });
  });

  it('on a text by patches loads no tfjs', async () => {
    const output = join(folder, 'hi.png');
    const result = await load(
      'glyph',
      'Hi',
      '--style',
      'fixtures/glyph/fire.png',
      '--size',
      '64',
      '-o',
      output,
    );
    expect(result).toMatchObject({ code: 0, heavy: ['sharp'] });
  });

  it('on a picture loads tfjs', async () => {
    const output = join(folder, 'cat.png');
    const cat = 'fixtures/pictures/cat.jpg';
    const options = ['--size', '32', '--iterations', '1', '--device', 'cpu', '-o', output];
    const { code, heavy } = await load('image', cat, '--style', cat, ...options);
    expect(code).toBe(0);
    expect(heavy).toEqual(['sharp', 'vendor/tfjs']);
  });
});
