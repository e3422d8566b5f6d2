import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { GlyphShape } from '../../../src/glyph/alphabet/glyphShape.js';
import { joinsOf, letterOverlaps } from '../../../src/glyph/alphabet/joins.js';
import { openLook } from '../../../src/glyph/alphabet/look.js';
import { styleGlyphs } from '../../../src/glyph/alphabet/styleGlyphs.js';
import { subsetFont } from '../../../src/glyph/fontOut/subsetFont.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';

const ARABIC = fileURLToPath(new URL('../../../fixtures/fonts/arabic.ttf', import.meta.url));

/** All glyphs that some characters can turn into. */
async function shapesOf(path: string, text: string, hasForms: boolean): Promise<GlyphShape[]> {
  const codes = [...text].map((character) => character.codePointAt(0)!);
  const font = Font.fromBytes(path, await subsetFont(path, readFileSync(path), codes));
  const encoded = new Set(codes.map((code) => font.harfBuzz.nominalGlyph(code)));
  const { unitsPerEm } = font.metrics;
  const shapes: GlyphShape[] = [];
  for (let glyph = 0; font.harfBuzz.glyphHAdvance(glyph) > 0; glyph++) {
    const standsAlone = !hasForms || encoded.has(glyph);
    const advance = font.harfBuzz.glyphHAdvance(glyph);
    shapes.push({ outline: font.outline(glyph), unitsPerEm, advance, standsAlone });
  }
  return shapes;
}

describe('letterOverlaps', () => {
  it('tells letters that are set onto their neighbours from those that stand beside them', async () => {
    const latin = await shapesOf(DEFAULT_FONT_PATH, 'ATVWabcdefghijklmnorstuvwxyz', false);
    expect(letterOverlaps(latin)).toBe(false);
    const close = latin.map((shape) => ({ ...shape, advance: shape.advance! - 0.15 * shape.unitsPerEm }));
    expect(letterOverlaps(close)).toBe(true);
  });
});

describe('joins', () => {
  it('are found where strokes go on, and not where feet meet by chance', async () => {
    const latin = await shapesOf(DEFAULT_FONT_PATH, 'ABCEFHKLTVWXZabcdefghijklmnorstuvwxyz—_', false);
    expect(joinsOf(latin).every(({ left, right }) => left === undefined && right === undefined)).toBe(true);
    const arabic = joinsOf(await shapesOf(ARABIC, 'سلامعليكم', true));
    const joined = arabic.filter(({ left, right }) => left !== undefined || right !== undefined);
    expect(joined.length).toBeGreaterThan(15);
    expect(
      joined.filter(({ left, right }) => left !== undefined && right !== undefined).length,
    ).toBeGreaterThan(3);
  });

  it('have open rims: the body goes on to the side of the picture', async () => {
    const shapes = await shapesOf(ARABIC, 'سلامعليكم', true);
    const joins = joinsOf(shapes);
    const look = await openLook({ color: '#ff0000', layer: ['stroke width=0.4r color=#0000ff'] });
    const sprites = await styleGlyphs(shapes, { look, emPx: 48, seed: 0 });
    let medial = 0;
    for (const [glyph, { left, right }] of joins.entries()) {
      if (left === undefined || right === undefined) continue;
      medial++;
      const { picture, left: x } = sprites[glyph]!;
      const end = (shapes[glyph]!.advance! / shapes[glyph]!.unitsPerEm) * 48;
      for (const column of [0, Math.floor(end) - 1]) {
        const rows = Array.from({ length: picture.height }, (_, y) => (y * picture.width + column - x) * 4);
        const body = rows.filter((i) => picture.rgba[i]! > 0.9 && picture.rgba[i + 2]! < 0.1).length;
        const rim = rows.filter((i) => picture.rgba[i + 2]! > 0.5).length;
        // A stroke of .135 em, with a rim above and below.
        expect(body).toBeGreaterThan(3);
        expect(rim).toBeGreaterThan(1);
        expect(rim).toBeLessThan(14);
      }
    }
    expect(medial).toBeGreaterThan(3);
  });
});
