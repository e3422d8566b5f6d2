import { spawn } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSound } from '../../src/audio/files/writeSound.js';
import { EXIT } from '../../src/cli/exitCodes.js';
import { writePicture } from '../../src/image/index.js';
import { chirp, noise } from '../shared/dsp/signals.js';
import { PLAIN_LOOK, smallFire } from '../support/fixturePaths.js';
import { nst } from '../support/nst.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const root = fileURLToPath(new URL('../../', import.meta.url));
const FIRE = await smallFire();
const CPU = ['--device', 'cpu', '--threads', '1'];
const GLYPH = ['glyph', 'A', ...PLAIN_LOOK, '--size', '64'];

beforeAll(async () => {
  await writePicture(file('photo.png'), scene({ width: 48, height: 48 }, 1));
  await writeSound(file('content.wav'), { sampleRateHz: 22_050, channels: [chirp(0.3, 22_050)] });
  await writeSound(file('style.wav'), { sampleRateHz: 22_050, channels: [noise(9000)] });
});

/** Every kind of run, and the file that comes of it. */
const RUNS: readonly (readonly [kind: string, result: string, args: readonly string[]])[] = [
  [
    'image',
    'i.png',
    ['image', file('photo.png'), '--style', FIRE, '--size', '48', '--iterations', '4', ...CPU],
  ],
  [
    'audio',
    'a.wav',
    ['audio', file('content.wav'), '--style', file('style.wav'), '--iterations', '2', ...CPU],
  ],
  ['glyph', 'g.png', GLYPH],
  ['glyph --atlas', 's.png', ['glyph', '--atlas', 'AB', ...PLAIN_LOOK, '--em', '24']],
];

interface Streams {
  /** A file to be written to, or a reader that goes away after the first thing it hears. */
  readonly stdout?: string;
  readonly stderr?: string;
}
const LEAVES = 'leaves';

/** Runs the command with readers that do not listen; what was heard. */
function runDeaf(args: readonly string[], { stdout, stderr }: Streams) {
  const target = (name?: string) =>
    name === undefined || name === LEAVES ? 'pipe' : (openSync(name, 'w') as number);
  const fds = [target(stdout), target(stderr)] as const;
  const child = spawn(process.execPath, [join(root, 'bin/nst.js'), ...args], { stdio: ['ignore', ...fds] });
  for (const fd of fds) if (typeof fd === 'number') closeSync(fd);
  const heard = { stdout: '', stderr: '' };
  const listen = (name: 'stdout' | 'stderr', leaves: boolean) =>
    child[name]?.on('data', (data) => {
      heard[name] += data;
      if (leaves) child[name]?.destroy();
    });
  listen('stdout', stdout === LEAVES);
  listen('stderr', stderr === LEAVES);
  return new Promise<{ code: number | null } & typeof heard>((resolve) =>
    child.on('close', (code) => resolve({ code, ...heard })),
  );
}

const hasFull = existsSync('/dev/full');

describe('progress that nobody reads', () => {
  it.each(RUNS)('is no failure of nst %s', async (_, result, args) => {
    const { code } = await runDeaf([...args, '-v', '-o', file(`gone-${result}`)], { stderr: LEAVES });
    expect(code).toBe(0);
    expect(existsSync(file(`gone-${result}`))).toBe(true);
  });

  it.skipIf(!hasFull)('is none on a full disk either', async () => {
    const { code } = await runDeaf([...GLYPH, '-v', '-o', file('full.png')], { stderr: '/dev/full' });
    expect(code).toBe(0);
    expect(existsSync(file('full.png'))).toBe(true);
  });
});

describe.skipIf(!hasFull)('what was asked for', () => {
  it.each([
    ['a run with --json', [...GLYPH, '--json', '-q', '-o', file('json.png')]],
    ['a list', ['models', 'list']],
    ['a path', ['models', 'path', 'inception']],
    ['help', ['--help']],
    ['the version', ['--version']],
  ])('cannot be printed on a full disk: one line after %s', async (_, args) => {
    const { code, stderr } = await runDeaf(args, { stdout: '/dev/full' });
    expect(stderr).toBe('nst: stdout: cannot be written: the disk is full; make room and run again\n');
    expect(code).toBe(1);
  });

  it('leaves the result in place when it cannot be told of', () => {
    expect(existsSync(file('json.png'))).toBe(true);
  });
});

describe('a reader of stdout that has had enough', () => {
  it('ends nothing: all results are written', async () => {
    const args = [...GLYPH, '--variants', '3', '--json', '-q', '-o', file('v.png')];
    expect(await runDeaf(args, { stdout: LEAVES })).toMatchObject({ code: 0, stderr: '' });
    for (const i of [1, 2, 3]) expect(existsSync(file(`v-${i}.png`))).toBe(true);
  });
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not come
const STEERING = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

describe.skipIf(process.platform === 'win32')('characters that steer a terminal', () => {
  const EVIL = 'red\x1b[31m\x9b\u202e';

  it.each([
    ['a file that is missing', ['image', `${EVIL}.png`, '--style', FIRE]],
    ['a name with line feeds', ['audio', 'a\nb\r.wav', '--style', FIRE]],
    ['an option', [`--${EVIL}`]],
    ['a command', [EVIL]],
    ['a layer', ['glyph', 'A', '--layer', `stroke ${EVIL}=3`]],
    ['a word of a list', ['image', FIRE, '--style', FIRE, '--preset', EVIL]],
    ['an argument too many', ['glyph', 'A', EVIL]],
  ])('are escaped in complaints of %s', async (_, args) => {
    const { code, stderr } = await nst(args, { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
    expect(stderr).not.toMatch(STEERING);
    expect(stderr).toMatch(/\\x1b|\\n/);
  });

  it('are escaped in progress and warnings, and JSON is the same value', async () => {
    const [style, output] = [file(`${EVIL}.png`), file(`${EVIL}-o.png`)];
    copyFileSync(FIRE, style);
    const { code, stdout, stderr } = await nst([
      ...['glyph', 'A', '--style', style, '--size', '64', '-v', '--json', '-o', output],
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('red\\x1b[31m\\x9b\\u202e-o.png: 64x');
    expect(`${stdout}${stderr}`).not.toMatch(STEERING);
    expect(JSON.parse(stdout)).toMatchObject({ output });
  });

  it('are escaped where data of a file are quoted', async () => {
    const name = 'a\x1b[2Jb\u202e';
    const manifest = [{ paths: ['none.bin'], weights: [{ name, shape: [1], dtype: name }] }];
    writeFileSync(
      file('model.json'),
      JSON.stringify({ format: 'layers-model', modelTopology: {}, weightsManifest: manifest }),
    );
    writeFileSync(file('none.bin'), 'data');
    const { code, stderr } = await nst(['models', 'import', 'vgg16', file('model.json')], {
      env: { NST_CACHE: file('cache') },
    });
    expect(code).toBe(EXIT.modelMissing);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
    expect(stderr).not.toMatch(STEERING);
  });
});
