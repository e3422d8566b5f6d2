import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import parseAscii from 'parse-bmfont-ascii';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { familyOf } from '../../src/cli/glyphAlphabet.js';
import { Font } from '../../src/glyph/text/font.js';
import { nstHere } from '../support/nstHere.js';
import { scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const LOOK = ['--color', '#f80', '--layer', 'stroke width=2 color=#000', '--em', '32'];
const run = (...args: string[]) => nstHere(['glyph', ...LOOK, ...args]);

describe('nst glyph --atlas', () => {
  it('writes a sheet and its descriptor, and tells in JSON what they are', async () => {
    const sheet = file('sheet.png');
    const { code, stdout, stderr } = await run('--atlas', 'AVo', '-o', sheet, '--json');
    expect(code).toBe(0);
    expect(stderr).toContain(`, 4 characters, ${file('sheet.fnt')}`);
    const { atlas } = JSON.parse(stdout);
    expect(atlas).toMatchObject({
      pages: [sheet],
      em: 32,
      characters: 4,
      missing: [],
    });
    expect(await sharp(sheet).metadata()).toMatchObject({
      format: 'png',
      hasAlpha: true,
    });
    const font = parseAscii(readFileSync(file('sheet.fnt'), 'utf8')) as {
      pages: string[];
      chars: { id: number }[];
    };
    expect(font.pages).toEqual(['sheet.png']);
    expect(font.chars.map(({ id }) => String.fromCodePoint(id)).join('')).toBe(' AVo');
  });

  it('reads characters from a text file, and writes the descriptor as it is asked to', async () => {
    writeFileSync(file('letters.txt'), 'Hello\nthere');
    const { code } = await run(
      '--atlas',
      file('letters.txt'),
      '-o',
      file('words.png'),
      '--fnt',
      'json',
      '-q',
    );
    expect(code).toBe(0);
    const { chars } = JSON.parse(readFileSync(file('words.json'), 'utf8'));
    expect(chars.map(({ char }: { char: string }) => char).join('')).toBe(' Hehlort');
  });

  it('does not write over a descriptor', async () => {
    writeFileSync(file('kept.fnt'), 'mine');
    const { code, stderr } = await run('--atlas', 'A', '-o', file('kept.png'));
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringContaining('kept.fnt: exists already'),
    });
    expect(existsSync(file('kept.png'))).toBe(false);
  });
});

describe('nst glyph --font-out', () => {
  it('writes a colour font and one of outlines, named after the file', async () => {
    const { code, stdout, stderr } = await run(
      '--font-out',
      file('hot-stuff.otf'),
      '--characters',
      'Hot',
      '--json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('"Hot Stuff"; outlines: ') });
    const { font } = JSON.parse(stdout);
    expect(font).toMatchObject({
      colour: file('hot-stuff.otf'),
      outlines: file('hot-stuff-outlines.otf'),
      glyphs: 5,
    });
    for (const path of [font.colour, font.outlines]) expect((await Font.open(path)).has(0x48)).toBe(true);
  });

  it('makes words of names', () => {
    expect(familyOf('/a/b/burning_man-two.otf')).toBe('Burning Man Two');
  });
});

describe('nst glyph with bad sheets and fonts', () => {
  let before: string[];
  beforeEach(() => {
    before = readdirSync(folder);
  });

  const out = file('never.png');
  it.each([
    [['--atlas', '', '-o', out], 'atlas: expected at least one character to see, found none'],
    [['--atlas', 'A', '-o', file('never.jpg')], 'output: expected a name that ends in .png or .webp'],
    [['--atlas', 'A', '-o', out, '--fnt', 'yaml'], 'fnt: expected one of text, xml, json, found "yaml"'],
    [['--atlas', 'A', '-o', out, '--size', '64'], 'size: is not for letters of a sheet or font'],
    [['Hello', '--atlas', 'A', '-o', out], 'text: is not for letters of a sheet or font'],
    [['Hello', '-o', out], 'em: is for --atlas and --font-out; add one, or leave it out'],
    [['--font-out', file('never.woff2')], 'font-out: expected a name that ends in .otf or .ttf'],
    [['--font-out', file('.otf')], 'font-out: expected a name that ends in .otf or .ttf'],
    [
      ['--font-out', file('montserrat-black.otf')],
      'would be named "Montserrat Black" like the one it is made from',
    ],
    [
      ['--font-out', file('n.otf'), '--characters', '漢字'],
      'has none of them; choose others, or another font',
    ],
    [['--font-out', file('n.otf'), '-o', out], 'output: names the sheet of --atlas'],
    [['--font-out', file('no/n.otf')], 'does not exist; make it'],
  ])('%j: one line, nothing written', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
    expect(readdirSync(folder)).toEqual(before);
  });
});
