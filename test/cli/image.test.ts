import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writePicture } from '../../src/image/index.js';
import { nst } from '../support/nst.js';
import { nstHere } from '../support/nstHere.js';
import { hugePng } from '../support/pictureFiles.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
// To open terminals, which Node cannot.
const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;
const file = (name: string) => join(folder, name);
const content = file('content.png');
const style = file('style.png');
const FAST = [
  '--preset',
  'draft',
  '--size',
  '48',
  '--iterations',
  '4',
  '--device',
  'cpu',
  '--statistic',
  'gram',
  '--no-match',
];
const run = (...args: string[]) => nst(['image', content, '--style', style, ...FAST, ...args]);

beforeAll(async () => {
  await writePicture(content, scene({ width: 64, height: 48 }, 1));
  await writePicture(style, scene({ width: 64, height: 64 }, 2));
});

describe('nst', () => {
  it('shows help and version', async () => {
    const help = await nst(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(/image .*\n(.*\n)*.*models/);
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect((await nst(['--version'])).stdout).toBe(`${version}\n`);
  });

  it('shows its help where it is told nothing, and calls that a mistake', async () => {
    const { code, stdout, stderr } = await nst([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: nst .*\n(.*\n)*.*image /);
  });

  it.each([
    [['--loud'], /unknown option '--loud'/],
    [['models', 'pul'], /unknown command 'pul'.*Did you mean pull/],
    [['models', 'pull'], /missing required argument 'name'/],
    [['rerun', 'a.json', 'b.json'], /too many arguments for 'rerun'/],
    [['imag'], /unknown command 'imag'.*Did you mean image/],
    [['image', 'a.png', '--stlye', 'b.png'], /unknown option '--stlye'/],
    [['image'], /missing required argument 'content'/],
    [['image', 'a.png'], /style: expected at least one picture, found none/],
    [['image', 'a.png', '--style', 'b.png', '--size', 'big'], /Expected a number, found "big"/],
  ])('says what is wrong with %j, in one line', async (args, message) => {
    const { code, stdout, stderr } = await nstHere(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
  });
});

describe('nst image', () => {
  it('writes a picture, tells how it goes, and prints one JSON object', async () => {
    const output = file('a.png');
    const beginMs = performance.now();
    const { code, stdout, stderr } = await run('-o', output, '--json');
    const wallSeconds = (performance.now() - beginMs) / 1000;
    expect(code).toBe(0);
    expect(stderr).toMatch(/stage 1 of 1: .*\n(.*\n)*step 4\/4/);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ output, width: 48, height: 36, iterations: 4, network: 'inception' });
    expect(result).toMatchObject({ device: 'cpu', seed: 0, version: expect.stringMatching(/^\d/) });
    // The rest is the start of the program, and writing.
    expect(result.seconds).toBeLessThan(wallSeconds);
    expect(result.seconds).toBeGreaterThan(wallSeconds / 20);
    const { total, terms } = result.losses;
    expect(Object.values<number>(terms).reduce((a, b) => a + b)).toBeCloseTo(total, 3);
    expect(await sharp(output).metadata()).toMatchObject({ width: 48, height: 36, format: 'png' });
  });

  it('makes the same bytes again, says nothing with -q, and names the result by itself', async () => {
    const { code, stdout, stderr } = await run('-q');
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    await run('-q', '-o', file('again.png'));
    const pixels = (name: string) => sharp(file(name)).raw().toBuffer();
    expect(await pixels('again.png')).toEqual(await pixels('content-styled.png'));
  });

  it('replaces a file only if it is told to', async () => {
    const output = file('kept.png');
    writeFileSync(output, 'mine');
    const refused = await run('-o', output, '-q');
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(/^nst: .*kept\.png: exists already.*--force/);
    expect(readFileSync(output, 'utf8')).toBe('mine');
    expect((await run('-o', output, '-q', '--force')).code).toBe(0);
    expect((await sharp(output).metadata()).format).toBe('png');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('writes the best so far when it is interrupted by %s', async (signal, expected) => {
    const output = file(`interrupted-${signal}.png`);
    const { code, stderr } = await nst(
      ['image', content, '--style', style, ...FAST, '--iterations', '5000', '-v', '-o', output],
      // Once: a second one would end it at once.
      { onStderr: (text, kill) => /step 5\/[^\n]*\n$/.test(text) && kill(signal) },
    );
    expect(code).toBe(expected);
    expect(stderr).toContain('interrupted: the best so far');
    expect(await sharp(output).metadata()).toMatchObject({ width: 48, height: 36 });
  });

  it.skipIf(!hasPython)(
    'writes the best so far when its terminal is closed, and dumps no memory',
    async () => {
      const output = file('closed.png');
      const script = fileURLToPath(new URL('../support/scripts/closedTerminal.py', import.meta.url));
      const nstProgram = fileURLToPath(new URL('../../bin/nst.js', import.meta.url));
      const args = ['image', content, '--style', style, ...FAST, '--iterations', '5000', '-o', output];
      const ended = spawnSync('python3', [script, 'step 3', process.execPath, nstProgram, ...args]);
      expect(String(ended.stdout)).toBe('signal 1\n');
      expect(await sharp(output).metadata()).toMatchObject({ width: 48, height: 36 });
    },
  );

  it('writes previews', async () => {
    const { code } = await run(
      '-o',
      file('p.png'),
      '-q',
      '--preview',
      file('look.jpg'),
      '--preview-every',
      '2',
    );
    expect(code).toBe(0);
    expect((await sharp(file('look.jpg')).metadata()).format).toBe('jpeg');
  });

  it('asks for weights that are missing, with the command that gets them', async () => {
    const { code, stderr } = await run(
      '--network',
      'vgg19',
      '--cache-dir',
      file('none'),
      '-o',
      file('v.png'),
    );
    expect(code).toBe(3);
    expect(stderr).toMatch(/^nst: network vgg19: no weights.*nst models pull vgg19[^\n]*\n$/);
  });
});

describe('bad input', () => {
  const bad = (name: string) => file(`bad-${name}`);
  beforeAll(async () => {
    writeFileSync(bad('empty.png'), '');
    writeFileSync(bad('text.png'), 'hello, this is text');
    writeFileSync(bad('cut.png'), readFileSync(content).subarray(0, 1000));
    writeFileSync(bad('wide.png'), hugePng(100_000, 10));
    await writePicture(bad('mask.png'), scene({ width: 20, height: 90 }, 3));
    mkdirSync(bad('folder'));
    mkdirSync(bad('readonly'));
    chmodSync(bad('readonly'), 0o500);
  });
  let before: string[];
  beforeEach(() => {
    before = readdirSync(folder).sort();
  });

  const asContent = (path: string) => ['image', path, '--style', style, ...FAST, '-o', file('never.png')];
  const withOptions = (...options: string[]) => [
    'image',
    content,
    '--style',
    style,
    ...FAST,
    '-o',
    file('never.png'),
    ...options,
  ];

  const CASES: readonly (readonly [string, () => string[], RegExp])[] = [
    [
      'a missing file',
      () => asContent(bad('nothing.png')),
      /nothing\.png: expected a picture.*no file of that name/,
    ],
    [
      'an empty folder',
      () => asContent(bad('folder')),
      /folder: expected pictures in the folder, found none/,
    ],
    ['an empty file', () => asContent(bad('empty.png')), /empty\.png: .*an empty file/],
    ['text', () => asContent(bad('text.png')), /text\.png: .*found text/],
    ['a truncated file', () => asContent(bad('cut.png')), /cut\.png: .*(damaged|cut short)/],
    [
      '100,000 px of width',
      () => asContent(bad('wide.png')),
      /wide\.png: expected sides of at most 65535 px, found 100000x10/,
    ],
    [
      'an unknown preset',
      () => withOptions('--preset', 'nice'),
      /preset: expected one of .*tutorial.*, found "nice"/,
    ],
    [
      'an unknown device',
      () => withOptions('--device', 'abacus'),
      /device: expected one of .*tfjs, found "abacus"/,
    ],
    [
      'a device that is not there',
      () => withOptions('--device', 'coreml'),
      /device "coreml" cannot be used here: .*auto or cpu/,
    ],
    ['an unknown network', () => withOptions('--network', 'alexnet'), /network: expected one of/],
    [
      'an unknown layer',
      () => withOptions('--style-layers', 'conv1,conv99'),
      /style-layers: expected layers of inception .*found "conv99"/,
    ],
    [
      'a negative weight',
      () => withOptions('--style-weight', '-1'),
      /style-weight: expected a number of at least 0, found -1/,
    ],
    [
      'a weight that is no number',
      () => withOptions('--content-weight', 'NaN'),
      /content-weight.*found "?NaN/,
    ],
    [
      'a strength of 2',
      () => withOptions('--strength', '2'),
      /strength: expected a number from 0 to 1, found 2/,
    ],
    [
      'strength and a raw weight',
      () => withOptions('--strength', '0.5', '--style-weight', '1'),
      /strength and style-weight/,
    ],
    [
      'a mask of another shape',
      () => withOptions('--content-mask', bad('mask.png')),
      /mask\.png: expected a mask of the shape of .*found 20x90/,
    ],
    [
      'too many masks',
      () => withOptions('--style-mask', style, style),
      /style-mask: expected 1 mask.*found 2/,
    ],
    [
      'a blend of another length',
      () => withOptions('--style-blend', '1,2'),
      /style-blend: expected 1 number.*found 2/,
    ],
    [
      'an output in no folder',
      () => [...asContent(content).slice(0, -1), file('no/never.png')],
      /the folder .*does not exist/,
    ],
    [
      'an output of no known format',
      () => [...asContent(content).slice(0, -1), file('never.xyz')],
      /never\.xyz: expected a name that ends in/,
    ],
    [
      'an output that is an input',
      () => [...asContent(content).slice(0, -1), content, '--force'],
      /content\.png: this is also an input/,
    ],
    [
      'a preview that is the result',
      () => withOptions('--preview', join(folder, '.', 'never.png')),
      /never\.png: the preview is also the result/,
    ],
    [
      'a preview that is an input',
      () => withOptions('--preview', style),
      /style\.png: this is also an input/,
    ],
    [
      'an output that the run starts from',
      () => [...asContent(content).slice(0, -1), bad('mask.png'), '--init', bad('mask.png'), '--force'],
      /mask\.png: this is also an input/,
    ],
    [
      'a missing picture to start from',
      () => withOptions('--init', bad('nothing.png')),
      /nothing\.png: expected a picture.*no file of that name/,
    ],
    [
      'a missing style',
      () => ['image', content, '--style', style, bad('nothing.png'), ...FAST, '-o', file('never.png')],
      /nothing\.png: expected a picture.*no file of that name/,
    ],
    [
      'weights for the network that has its own',
      () => withOptions('--model-file', style),
      /model-file: expected together with network vgg19 or vgg16, found inception/,
    ],
    [
      'layers between empty commas',
      () => withOptions('--style-layers', 'conv1,,conv2'),
      /Expected words with commas between them, found "conv1,,conv2"/,
    ],
    [
      'a size without memory',
      () => withOptions('--size', '16384'),
      /size 16384: .*needs about .* GB of memory.*use size \d+ or less/,
    ],
  ];

  it.each(CASES)('%s: one line, exit code 2, nothing written', async (_, args, message) => {
    const { code, stdout, stderr } = await nstHere([...args(), '-q']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it.skipIf(process.getuid?.() === 0)(
    'an output folder that cannot be written to (not as root, who may)',
    async () => {
      const { code, stderr } = await nst([
        ...asContent(content).slice(0, -1),
        join(bad('readonly'), 'x.png'),
        '-q',
      ]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/cannot be written to/);
      expect(statSync(bad('readonly')).isDirectory()).toBe(true);
    },
  );
});
