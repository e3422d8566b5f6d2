import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkUnjoined, readAlphabet } from '../../../src/glyph/alphabet/characters.js';
import { transferAtlas, transferFonts } from '../../../src/glyph/transferAlphabet.js';
import { failure } from '../../support/failure.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-letters-'));

describe('readAlphabet', () => {
  it('knows what Western Europe writes with', async () => {
    const latin = await readAlphabet('atlas', 'latin');
    expect(latin).toHaveLength(217);
    for (const character of ' Azéßø€“”–…') expect(latin).toContain(character);
    expect(latin).not.toContain('\u00ad');
  });

  it('takes each character once, composed and in order, with a space', async () => {
    expect(await readAlphabet('atlas', 'baab\ne\u0301\t😀')).toEqual([' ', 'a', 'b', 'é', '😀']);
  });

  it('reads a file if there is one of that name', async () => {
    const path = join(folder, 'some.txt');
    writeFileSync(path, '\ufeffzyx\r\n');
    expect(await readAlphabet('atlas', path)).toEqual([' ', 'x', 'y', 'z']);
  });

  it.each([
    ['', 'atlas: expected at least one character to see, found none'],
    [' \u00a0\n', 'atlas: expected at least one character to see, found none'],
    ['a\ud800', 'half of a surrogate pair'],
    ['/nowhere/at/all', 'found no file /nowhere/at/all; check the path'],
    ['letters.txt', 'found no file letters.txt; check the path'],
    [
      String.fromCodePoint(...Array.from({ length: 2001 }, (_, i) => 0x4e00 + i)),
      'at most 2000 different characters',
    ],
  ])('does not take %j', async (spec, message) => {
    await expect(readAlphabet('atlas', spec)).rejects.toEqual(failure('NST_BAD_OPTION', message));
  });

  it('does not take a file that is no text', async () => {
    const path = join(folder, 'picture.txt');
    writeFileSync(path, Uint8Array.of(0xff, 0xfe, 0x00, 0x80));
    await expect(readAlphabet('atlas', path)).rejects.toEqual(failure('NST_BAD_OPTION', 'save it as UTF-8'));
  });

  it('takes slashes among other characters, where there is no such file', async () => {
    for (const spec of ['0123456789/', '+-*/=']) {
      expect(await readAlphabet('atlas', spec)).toEqual(expect.arrayContaining([...spec]));
    }
  });
});

describe('checkUnjoined', () => {
  it('takes letters that stand alone, and none that join', () => {
    expect(() => checkUnjoined('atlas', ['a', 'я', '字'])).not.toThrow();
    expect(() => checkUnjoined('atlas', ['a', 'س'])).toThrow(
      failure('NST_BAD_OPTION', '"س" joins its neighbours'),
    );
  });
});

describe('whole alphabets', () => {
  const atlas = { characters: 'A', color: '#f00', faceName: 'x', pageNames: () => ['x.png'] };

  it('are styled in the colour that is asked for', async () => {
    const { pages } = await transferAtlas({ ...atlas, em: 16 });
    const [page] = pages;
    const solid = page!.alpha!.indexOf(1);
    expect([...page!.pixels.subarray(3 * solid, 3 * solid + 3)]).toEqual([1, 0, 0]);
  });

  it('keep to their ranges', async () => {
    await expect(transferAtlas({ ...atlas, em: 4 })).rejects.toEqual(
      failure('NST_BAD_OPTION', 'em: expected a whole number from 8 to 1024, found 4'),
    );
    await expect(transferAtlas({ ...atlas, font: '/no/font.ttf' })).rejects.toEqual(
      failure('NST_BAD_INPUT', '/no/font.ttf: expected a font, found no file'),
    );
    await expect(transferAtlas({ characters: 'A', faceName: 'x', pageNames: () => [] })).rejects.toEqual(
      failure('NST_BAD_OPTION', 'style: expected a picture, or layers'),
    );
    await expect(transferFonts({ characters: '漢字', color: '#f00', family: 'X' })).rejects.toEqual(
      failure('NST_BAD_OPTION', 'has none of them; choose others, or another font'),
    );
  });
});
