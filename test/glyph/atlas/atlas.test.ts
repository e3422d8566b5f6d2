import parseAscii from 'parse-bmfont-ascii';
import parseXml from 'parse-bmfont-xml';
import { beforeAll, describe, expect, it } from 'vitest';
import { PenAdvance } from '../../../src/glyph/alphabet/kerning.js';
import { type BmFont, formatBmFont } from '../../../src/glyph/atlas/bmFont.js';
import { type Atlas, makeAtlas } from '../../../src/glyph/atlas/makeAtlas.js';
import { GUTTER_PX, pack } from '../../../src/glyph/atlas/pack.js';
import { coverageOf } from '../../../src/glyph/fields/coverage.js';
import type { Font } from '../../../src/glyph/text/font.js';
import { layText } from '../../../src/glyph/text/layout.js';
import { flatten } from '../../../src/glyph/text/outline.js';
import { Rng } from '../../../src/shared/rng.js';
import { openFont } from '../text/fonts.js';
import { GLOW, GLOW_PX } from './effect.js';

const EM_PX = 60;
const CHARACTERS = [...' AVTojyWtafl.,i"'];
let font: Font;
let atlas: Atlas;

beforeAll(async () => {
  font = await openFont('latin');
  atlas = await makeAtlas({
    characters: CHARACTERS,
    fonts: [font],
    faceName: 'Test "Glow" & more',
    emPx: EM_PX,
    seed: 1,
    look: GLOW,
    pageNames: () => ['glow.png'],
  });
});

/** Sets a line as a game would. */
function setLine({ chars, kernings }: Pick<BmFont, 'chars' | 'kernings'>, text: string): number[] {
  let pen = 0;
  return [...text].map((character, i) => {
    const id = character.codePointAt(0)!;
    const before = i > 0 ? [...text][i - 1]!.codePointAt(0)! : -1;
    pen += kernings.find(({ first, second }) => first === before && second === id)?.amount ?? 0;
    const place = pen;
    pen += chars.find((char) => char.id === id)!.xadvance;
    return place;
  });
}

const shaped = (text: string) => {
  const { glyphs } = layText([text], [font], { align: 'left', letterSpacingEm: 0, lineSpacing: 1 });
  return glyphs.map(({ x }) => x * EM_PX);
};

describe('pack', () => {
  it('keeps rectangles apart and on pages that are powers of two', () => {
    const rng = new Rng(5);
    const sizes = Array.from({ length: 120 }, () => ({
      width: 1 + Math.floor(rng.uniform() * 90),
      height: 1 + Math.floor(rng.uniform() * 60),
    }));
    const { page, pages, places } = pack(sizes);
    expect(pages).toBe(1);
    for (const side of [page.width, page.height]) expect(Math.log2(side) % 1).toBe(0);
    const taken = new Uint8Array(page.width * page.height);
    for (const [i, { x, y }] of places.entries()) {
      const { width, height } = sizes[i]!;
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(GUTTER_PX);
      expect(x + width).toBeLessThanOrEqual(page.width - GUTTER_PX);
      expect(y + height).toBeLessThanOrEqual(page.height - GUTTER_PX);
      for (let v = y - GUTTER_PX; v < y + height; v++) {
        const from = v * page.width + x;
        expect(Math.max(...taken.subarray(from - GUTTER_PX, from + width))).toBe(0);
      }
      for (let v = y; v < y + height; v++) taken.fill(1, v * page.width + x, v * page.width + x + width);
    }
    const area = sizes.reduce((sum, { width, height }) => sum + width * height, 0);
    expect(area / (page.width * page.height)).toBeGreaterThan(0.3);
  });

  it('goes on to further pages of one size', () => {
    const { page, pages, places } = pack(Array.from({ length: 6 }, () => ({ width: 2000, height: 2000 })));
    expect({ page, pages }).toEqual({ page: { width: 4096, height: 4096 }, pages: 2 });
    expect(new Set(places.map((place) => place.page))).toEqual(new Set([0, 1]));
  });

  it('refuses what no page holds', () => {
    expect(() => pack([{ width: 4093, height: 5 }])).toThrow('at most 4092 px');
  });
});

describe('makeAtlas', () => {
  it('cuts boxes tightly, with the effect in them', () => {
    const [page] = atlas.pages;
    for (const { id, x, y, width, height } of atlas.font.chars) {
      if (id === 0x20) continue;
      const alphas = (cells: number[]) => cells.map((i) => page!.alpha![i]!);
      const row = (v: number) => Array.from({ length: width }, (_, u) => (y + v) * page!.width + x + u);
      const column = (u: number) => Array.from({ length: height }, (_, v) => (y + v) * page!.width + x + u);
      for (const side of [row(0), row(height - 1), column(0), column(width - 1)]) {
        expect(Math.max(...alphas(side))).toBeGreaterThan(0.5 / 255);
      }
      for (const side of [row(-1), row(height), column(-1), column(width)]) {
        expect(Math.max(...alphas(side))).toBe(0);
      }
    }
  });

  it('puts letters where the font does: drawn at their offsets they cover the plain letters, the effect lies around', () => {
    const [page] = atlas.pages;
    const { base, chars } = atlas.font;
    for (const text of 'AyW') {
      const char = chars.find(({ id }) => id === text.codePointAt(0))!;
      const scale = EM_PX / font.metrics.unitsPerEm;
      const outline = font.outline(font.harfBuzz.nominalGlyph(text.codePointAt(0)!)!);
      const dy = base - char.yoffset;
      const plain = coverageOf(flatten(outline, { scale, dx: -char.xoffset, dy }), char);
      expect(plain.data.reduce((a, b) => a + b)).toBeGreaterThan(300);
      for (const [i, covered] of plain.data.entries()) {
        const at = (char.y + Math.floor(i / char.width)) * page!.width + char.x + (i % char.width);
        if (covered > 0.99) expect(page!.alpha![at]).toBeGreaterThan(0.99);
      }
      expect(char.xoffset).toBeLessThanOrEqual(-GLOW_PX + 4);
    }
  });

  it('gives unseen pixels the colour of their neighbours', () => {
    const [page] = atlas.pages;
    const dark = page!.alpha!.findIndex(
      (alpha, i) => alpha === 0 && Math.max(...page!.pixels.subarray(3 * i, 3 * i + 3)) < 0.2,
    );
    expect(dark).toBe(-1);
  });

  it('shows a box for a character that no font has', async () => {
    const { missing, font: made } = await makeAtlas({
      characters: ['a', '字'],
      fonts: [font],
      faceName: 'x',
      emPx: 20,
      seed: 1,
      look: GLOW,
      pageNames: () => ['x.png'],
    });
    expect(missing).toEqual(['字']);
    expect(made.chars[1]!.width).toBeGreaterThan(12);
  });

  it('stops when it is told to', async () => {
    const options = { characters: ['a'], fonts: [font], faceName: 'x', emPx: 20, seed: 1 };
    const stopped = makeAtlas({
      ...options,
      look: GLOW,
      pageNames: () => [],
      signal: AbortSignal.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'NST_ABORTED' });
  });
});

describe('BMFont', () => {
  it('kerns: the pair AV stands closer than its letters alone', () => {
    const pair = atlas.font.kernings.find(({ first, second }) => first === 0x41 && second === 0x56);
    const pen = new PenAdvance(font);
    expect(pair!.amount).toBeCloseTo((pen.of('AV') - pen.of('A') - pen.of('V')) * EM_PX, 6);
    expect(pair!.amount).toBeLessThan(-1);
  });

  it('sets text from JSON as HarfBuzz does, to 1 px', () => {
    const parsed = JSON.parse(formatBmFont(atlas.font, 'json'));
    for (const text of ['AVTojyW. "Tall', 'oyoyoyoyoyoyoyoyoyoyoyoyoyoyoyVAVA']) {
      const own = setLine(parsed, text);
      for (const [i, x] of shaped(text).entries()) expect(Math.abs(own[i]! - x)).toBeLessThan(1);
    }
  });

  it.each(['text', 'xml'] as const)(
    'sets text from %s in whole pixels, half a pixel a letter off at most',
    (format) => {
      const written = formatBmFont(atlas.font, format);
      const parsed = (format === 'text' ? parseAscii : parseXml)(written) as unknown as BmFont & {
        common: { lineHeight: number; base: number; scaleW: number; scaleH: number; pages: number };
        info: { face: string; size: number };
      };
      expect(parsed.pages).toEqual(['glow.png']);
      expect(parsed.common).toMatchObject({
        lineHeight: atlas.font.lineHeight,
        base: atlas.font.base,
        scaleW: atlas.font.scaleW,
        pages: 1,
      });
      expect(parsed.info).toMatchObject({ size: EM_PX });
      expect(parsed.info.face).toBe(format === 'xml' ? 'Test "Glow" & more' : "Test 'Glow' & more");
      expect(parsed.chars).toHaveLength(CHARACTERS.length);
      for (const [i, char] of parsed.chars.entries()) {
        expect(char).toMatchObject({
          ...atlas.font.chars[i],
          xadvance: Math.round(atlas.font.chars[i]!.xadvance),
        });
      }
      for (const text of ['AVTo', 'Toyota. Walf']) {
        const own = setLine(parsed, text);
        for (const [i, x] of shaped(text).entries()) {
          expect(Math.abs(own[i]! - x)).toBeLessThanOrEqual(i);
        }
      }
    },
  );
});
