import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { smallFire } from '../support/fixturePaths.js';
import { nstHere } from '../support/nstHere.js';
import { scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const FIRE = await smallFire();
const run = (...args: string[]) => nstHere(['glyph', ...args]);

describe('nst glyph', () => {
  it('writes a word in flames with alpha, and one JSON object about it', async () => {
    const output = file('hi.png');
    const { code, stdout, stderr } = await run(
      'Hi',
      '--style',
      FIRE,
      '--size',
      '160',
      '-o',
      output,
      '--json',
      '-q',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      output,
      engine: 'patch',
      styleKind: 'effect',
      styleShape: 'mask',
      seed: 0,
      missing: [],
      ended: 'finished',
    });
    const { data, info } = await sharp(output).raw().toBuffer({ resolveWithObject: true });
    expect(Math.max(info.width, info.height)).toBeLessThanOrEqual(160);
    expect(info.channels).toBe(4);
    const alpha = data.filter((_, i) => i % 4 === 3);
    expect(alpha[0]).toBe(0);
    // Inside the letters it is opaque and glows: red above blue.
    const solid = [...alpha.keys()].filter((i) => alpha[i] === 255);
    expect(solid.length / alpha.length).toBeGreaterThan(0.15);
    expect(solid.filter((i) => data[i * 4]! > data[i * 4 + 2]!).length / solid.length).toBeGreaterThan(0.98);
  });

  it('writes a small preview first, but not over the result', async () => {
    const [output, preview] = [file('p.png'), file('p-small.png')];
    const args = ['I', '--style', FIRE, '--size', '300', '-o', output, '-q', '--preview'];
    expect((await run(...args, preview)).code).toBe(0);
    const { width = 0, height = 0 } = await sharp(preview).metadata();
    expect(Math.max(width, height)).toBe(256);
    const { code, stderr } = await run(...args, output, '--force');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `nst: ${output}: the preview is also the result; choose another name\n`,
    });
  });

  it('writes twice the pixels at scale 2', async () => {
    const output = file('twice.png');
    const { code } = await run('I', '--style', FIRE, '--size', '80', '--scale', '2', '-o', output, '-q');
    const { width = 0, height = 0 } = await sharp(output).metadata();
    expect(code).toBe(0);
    expect(Math.max(width, height)).toBeGreaterThan(140);
    expect(Math.max(width, height)).toBeLessThanOrEqual(160);
  });

  it('warns of characters that no font has, and draws boxes', async () => {
    const { code, stderr } = await run('A字', '--style', FIRE, '--size', '96', '-o', file('box.png'), '-q');
    expect(code).toBe(0);
    expect(stderr).toBe(
      'warning: no font has "字" (U+5B57): drawn as a box; add a font that has it with --fallback\n',
    );
  });

  it('shows with --debug what it took for the shape', async () => {
    const debug = file('debug');
    await run('I', '--style', FIRE, '--size', '96', '-o', file('d.png'), '--debug', debug, '-q');
    for (const name of ['style.png', 'style-mask.png', 'text-mask.png', 'origins.png']) {
      expect(existsSync(join(debug, name))).toBe(true);
    }
  });

  it('does not write over a file unless it is told to, and never over the style', async () => {
    const kept = file('kept.png');
    writeFileSync(kept, 'mine');
    const refused = await run('A', '--style', FIRE, '-o', kept);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(/kept\.png: exists already.*--force/);
    expect(readFileSync(kept, 'utf8')).toBe('mine');
    const itself = await run('A', '--style', FIRE, '-o', FIRE, '--force');
    expect(itself.code).toBe(2);
    expect(itself.stderr).toMatch(/this is also an input/);
  });
});

/** What is wrong, and what is said of it. */
const WRONG: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['no style', ['A'], /^nst: style: expected a picture, or layers to do without one/],
  ['empty text', ['', '--style', FIRE], /^nst: text: expected at least one character, found none/],
  ['blanks', [' \u200b ', '--style', FIRE], /^nst: text: expected something to see, found only blanks/],
  [
    '10,000 characters',
    ['a'.repeat(10_000), '--style', FIRE],
    /^nst: text: expected at most 500 characters, found 10000/,
  ],
  ['a control character', ['a\u0007b', '--style', FIRE], /^nst: text: .*U\+0007 as character 2/],
  [
    'a size of 0',
    ['A', '--style', FIRE, '--size', '0'],
    /^nst: size: expected a whole number from 32 to 4096, found 0/,
  ],
  ['an absurd size', ['A', '--style', FIRE, '--size', '1e9'], /^nst: size: .* found 1000000000/],
  ['a scale of 3', ['A', '--style', FIRE, '--scale', '3'], /^nst: scale: expected one of 1, 2, 4, found 3/],
  [
    'too much in all',
    ['A', '--style', FIRE, '--size', '4096', '--scale', '4'],
    /^nst: scale: expected size times scale of at most 8192/,
  ],
  [
    'a strange direction',
    ['A', '--style', FIRE, '--direction', 'left'],
    /^nst: direction: expected one of auto, up, none, found "left"/,
  ],
  [
    'a strange engine',
    ['A', '--style', FIRE, '--engine', 'magic'],
    /^nst: engine: expected one of auto, patch, bands, teffect2017, gram, found "magic"/,
  ],
  [
    'too much bending',
    ['A', '--style', FIRE, '--deform', '2'],
    /^nst: deform: expected a number from 0 to 1, found 2/,
  ],
  [
    'no such style',
    ['A', '--style', 'nowhere.png'],
    /^nst: nowhere\.png: expected a picture .*found no file of that name/,
  ],
  [
    'no such font',
    ['A', '--style', FIRE, '--font', 'nowhere.ttf'],
    /^nst: nowhere\.ttf: expected a font, found no file of that name/,
  ],
  [
    'a mask of another shape',
    ['A', '--style', FIRE, '--style-mask', fixture('pictures/cat.jpg')],
    /cat\.jpg: expected a mask of the shape of .*fire\.png \(192x192\), found/,
  ],
  ['a picture as font', ['A', '--style', FIRE, '--font', FIRE], /^nst: .*fire\.png: /],
];

describe('what nst glyph refuses', () => {
  it.each(WRONG)('%s: one line, exit 2, nothing written', async (_, args, message) => {
    const output = file('never.png');
    const { code, stdout, stderr } = await nstHere(['glyph', ...args, '-o', output]);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(existsSync(output)).toBe(false);
  });
});
