import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { openFont } from './fonts.js';

const thai = readFileSync(new URL('../../../fixtures/fonts/thai.ttf', import.meta.url));

/** The font with something changed; `at` gives where a table and its record in the directory are. */
function changed(change: (view: DataView, at: (tag: string) => { record: number; table: number }) => void) {
  const bytes = new Uint8Array(thai);
  const view = new DataView(bytes.buffer);
  const at = (tag: string) => {
    const record = Array.from({ length: view.getUint16(4) }, (_, i) => 12 + 16 * i).find(
      (offset) => String.fromCharCode(...bytes.subarray(offset, offset + 4)) === tag,
    );
    if (record === undefined) throw new Error(`no table ${tag}`);
    return { record, table: view.getUint32(record + 8) };
  };
  change(view, at);
  return bytes;
}

const text = (value: string) => new TextEncoder().encode(value);

describe('Font', () => {
  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'x: expected a font, found a file of 0 bytes'],
    [
      'a text',
      text('<!doctype html>'),
      'x: expected a TrueType or OpenType font, found data of another kind',
    ],
    [
      'WOFF2',
      text('wOF2 and the rest'),
      'x: expected a TrueType or OpenType font, found WOFF2; unpack it to .ttf or .otf first',
    ],
    [
      'half a font',
      thai.subarray(0, 1500),
      'x: the font is damaged or cut short (table "GDEF" runs past the end of the file); get it again',
    ],
    [
      'its first 20 bytes',
      thai.subarray(0, 20),
      'x: the font is damaged or cut short (the table directory runs past the end of the file); get it again',
    ],
    [
      'a table that says it is longer than the file',
      changed((view, at) => view.setUint32(at('glyf').record + 12, 1e6)),
      'x: the font is damaged or cut short (table "glyf" runs past the end of the file); get it again',
    ],
    [
      'more glyphs than there is room for',
      changed((view, at) => view.setUint16(at('maxp').table + 4, 60_000)),
      'x: the font is damaged or cut short (table "hmtx" is too short); get it again',
    ],
    [
      'glyphs that lie outside their table',
      changed((view, at) => view.setUint16(at('loca').table + 2, 65_000)),
      'x: the font is damaged or cut short (table "loca" is wrong at glyph 1); get it again',
    ],
    [
      'no outlines',
      changed((view, at) => view.setUint32(at('glyf').record, 0x78787878)),
      'x: expected a font with outlines, or pictures in "CBDT" or "sbix", found neither; choose another font',
    ],
    [
      'no characters',
      changed((view, at) => view.setUint16(at('cmap').table + 2, 0)),
      'x: the font has no characters, its table "cmap" is damaged or empty; get it again',
    ],
    [
      'no units',
      changed((view, at) => view.setUint16(at('head').table + 18, 0)),
      'x: the font is damaged or cut short (0 units per em); get it again',
    ],
  ])('rejects %s', (_, bytes, message) => {
    expect(() => Font.fromBytes('x', bytes)).toThrow(
      expect.objectContaining({ code: 'NST_BAD_INPUT', message }),
    );
  });

  it('says that a file is not there', async () => {
    await expect(Font.open('nowhere.ttf')).rejects.toThrow(
      'nowhere.ttf: expected a font, found no file of that name; check the path',
    );
  });

  it('reads metrics, characters and outlines', async () => {
    const font = await openFont('latin');
    expect(font.name).toBe(DEFAULT_FONT_PATH);
    expect(font.metrics).toEqual({
      unitsPerEm: 1000,
      ascender: 968,
      descender: -251,
      lineGap: 0,
      capHeight: 700,
    });
    expect([font.has(0x41), font.has(0x416), font.has(0x0634)]).toEqual([true, true, false]);
    const period = font.outline(font.harfBuzz.nominalGlyph(0x6f) ?? 0);
    expect(period).toHaveLength(2);
  });

  it('survives any byte being wrong: an error of ours or a usable font', () => {
    for (let at = 0; at < thai.length; at += 7) {
      const bytes = new Uint8Array(thai);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      try {
        const font = Font.fromBytes('x', bytes);
        for (let glyph = 0; glyph < 8; glyph++) font.outline(glyph);
      } catch (error) {
        expect(error).toMatchObject({ code: 'NST_BAD_INPUT' });
      }
    }
  });
});
