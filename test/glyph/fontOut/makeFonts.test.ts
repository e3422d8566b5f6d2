import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, type Font as FontkitFont } from 'fontkit';
import opentype from 'opentype.js';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/glyph/fields/coverage.js';
import { type MadeFonts, makeFonts } from '../../../src/glyph/fontOut/makeFonts.js';
import { NAME, readNames } from '../../../src/glyph/fontOut/tables/names.js';
import { readTables } from '../../../src/glyph/fontOut/tables/sfnt.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { checkFontTables } from '../../../src/glyph/text/fontTables.js';
import { layText } from '../../../src/glyph/text/layout.js';
import { flatten } from '../../../src/glyph/text/outline.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import { CHROMIUM, pageResult, screenshot } from '../../support/chromium.js';
import { failure } from '../../support/failure.js';
import { perceptualDistance } from '../../support/perceptual.js';
import { GLOW } from '../atlas/effect.js';

const EM_PX = 64;
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/fonts/${name}.ttf`, import.meta.url));
const make = (path: string, characters: string, family: string) => {
  const bytes = readFileSync(path);
  const base = { font: Font.fromBytes(path, bytes), bytes, choice: {} };
  return makeFonts({ base, characters: [...characters], family, emPx: EM_PX, seed: 1, look: GLOW });
};
const layout = { align: 'left', letterSpacingEm: 0, lineSpacing: 1 } as const;
/** Where each glyph stands, in em. */
const places = (text: string, font: Font) =>
  layText([text], [font], layout).glyphs.map(({ x, y }) => [x, y].map((value) => Number(value.toFixed(4))));

const TEXT = 'AVTo. fig Way';
let made: MadeFonts;
let base: Font;

beforeAll(async () => {
  [made, base] = [await make(DEFAULT_FONT_PATH, TEXT, 'Glow Test'), await Font.open(DEFAULT_FONT_PATH)];
}, 60_000);

describe.each([
  ['colour', 'Glow Test'],
  ['outlines', 'Glow Test Outlines'],
] as const)('the font of %s', (kind, family) => {
  it('has sound tables, and opens in HarfBuzz, fontkit and opentype.js', () => {
    const bytes = made[kind];
    expect(() => checkFontTables('made', bytes)).not.toThrow();
    const kit = create(Buffer.from(bytes)) as FontkitFont;
    expect([kit.familyName, kit.unitsPerEm, kit.numGlyphs]).toEqual([family, 1000, made.glyphs]);
    const other = opentype.parse(bytes.slice().buffer);
    expect(other.names.fontFamily?.en).toBe(family);
    for (const character of 'AVog') {
      const own = Font.fromBytes('made', bytes);
      const glyph = own.harfBuzz.nominalGlyph(character.codePointAt(0)!)!;
      const read = other.charToGlyph(character);
      expect([read.index, read.advanceWidth]).toEqual([
        glyph,
        base.harfBuzz.glyphHAdvance(base.harfBuzz.nominalGlyph(character.codePointAt(0)!)!),
      ]);
      expect(kit.glyphForCodePoint(character.codePointAt(0)!).id).toBe(glyph);
    }
  });

  it('sets text as its base does: kerning and all', () => {
    expect(places(TEXT, Font.fromBytes('made', made[kind]))).toEqual(places(TEXT, base));
    const kit = create(Buffer.from(made[kind])) as FontkitFont;
    const run = kit.layout('AVAT');
    const [first] = run.positions;
    expect(first!.xAdvance).toBeLessThan(kit.glyphForCodePoint(0x41).advanceWidth);
  });

  it('keeps the notice of the licence under a name of its own', () => {
    const names = readNames(readTables(made[kind]).get('name')!);
    const old = readNames(readTables(readFileSync(DEFAULT_FONT_PATH)).get('name')!);
    for (const id of [NAME.copyright, NAME.licence, NAME.licenceUrl]) expect(names.get(id)).toBe(old.get(id));
    expect(names.get(NAME.full)).toBe(family);
    expect(names.get(NAME.postScript)).toBe(`${family.replaceAll(' ', '')}-Regular`);
    expect(made.warnings).toEqual([]);
  });
});

describe('outlines', () => {
  it('are those of the letters: a glow is no part of them', () => {
    const font = Font.fromBytes('made', made.outlines);
    for (const character of 'Ag') {
      const draw = (from: Font, size = { width: 90, height: 90 }) => {
        const glyph = from.harfBuzz.nominalGlyph(character.codePointAt(0)!)!;
        const scale = EM_PX / from.metrics.unitsPerEm;
        return coverageOf(flatten(from.outline(glyph), { scale, dx: 12, dy: 65 }), size).data;
      };
      const [plain, styled] = [draw(base), draw(font)];
      const ink = plain.reduce((sum, value) => sum + value, 0);
      expect(ink).toBeGreaterThan(500);
      expect(plain.reduce((sum, value, i) => sum + Math.max(0, value - styled[i]!), 0) / ink).toBeLessThan(
        0.02,
      );
      const more = styled.reduce((sum, value) => sum + value, 0) / ink;
      expect(more).toBeGreaterThan(0.99);
      expect(more).toBeLessThan(1.01);
    }
  });

  it('do not depend on the colour font’s pictures', () => {
    expect(readTables(made.outlines).has('sbix')).toBe(false);
    expect([...readTables(made.colour).keys()]).toEqual(
      expect.arrayContaining(['glyf', 'sbix', 'SVG ', 'GPOS']),
    );
    expect(made.outlines.length).toBeLessThan(30_000);
  });
});

describe('scripts', () => {
  it.each([
    ['arabic', 'سلام'],
    ['devanagari', 'क्षि नमस्ते'],
    ['thai', 'น้ำ'],
  ])(
    '%s joins and stacks as in its base',
    async (name, text) => {
      const font = await Font.open(fixture(name));
      const { colour, glyphs } = await make(fixture(name), text, `Glow ${name}`);
      const own = Font.fromBytes('made', colour);
      expect(places(text, own)).toEqual(places(text, font));
      expect(layText([text], [own], layout).glyphs.every(({ outline }) => outline.length > 0 || true)).toBe(
        true,
      );
      expect(glyphs).toBeGreaterThan(new Set(text).size);
    },
    60_000,
  );
});

describe('makeFonts', () => {
  it('makes the same bytes again', async () => {
    const [one, two] = [
      await make(DEFAULT_FONT_PATH, 'Ab', 'Same'),
      await make(DEFAULT_FONT_PATH, 'Ab', 'Same'),
    ];
    expect(Buffer.compare(one.colour, two.colour)).toBe(0);
    expect(Buffer.compare(one.outlines, two.outlines)).toBe(0);
  });

  it('leaves out what the base has not, and says so', async () => {
    const { missing, glyphs } = await make(DEFAULT_FONT_PATH, 'A字', 'Some');
    expect({ missing, glyphs }).toEqual({ missing: ['字'], glyphs: 2 });
  });

  it('will not take the name of its base', async () => {
    await expect(make(DEFAULT_FONT_PATH, 'A', 'Montserrat Black')).rejects.toEqual(
      failure('NST_BAD_OPTION', 'like the one it is made from'),
    );
  });
});

/** What `sbix` holds for a character, by fontkit: the PNG, and where its lower left corner stands. */
function strike(kit: FontkitFont, character: string) {
  const glyph = kit.glyphForCodePoint(character.codePointAt(0)!) as unknown as {
    getImageForSize(size: number): { originX: number; originY: number; data: Uint8Array };
    bbox: { minX: number; minY: number };
  };
  const image = glyph.getImageForSize(EM_PX);
  const scale = EM_PX / kit.unitsPerEm;
  return {
    png: Buffer.from(image.data),
    left: image.originX + glyph.bbox.minX * scale,
    bottom: image.originY + glyph.bbox.minY * scale,
  };
}

/** Letters of the colour font in their places, on white, and the same drawn from their PNGs. */
async function expectedPage(
  letters: readonly (readonly [string, number])[],
  baseline: number,
  size: { width: number; height: number },
) {
  const kit = create(Buffer.from(made.colour)) as FontkitFont;
  const parts = await Promise.all(
    letters.map(async ([character, x]) => {
      const { png, left, bottom } = strike(kit, character);
      const { height } = await sharp(png).metadata();
      return { input: png, left: x + left, top: baseline - bottom - height };
    }),
  );
  return sharp({ create: { ...size, channels: 3, background: 'white' } })
    .composite(parts)
    .png()
    .toBuffer();
}

async function asPicture(png: Buffer): Promise<Picture> {
  const { data, info } = await sharp(png)
    .flatten({ background: 'white' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: Float32Array.from(data, (value) => value / 255) };
}

const fontFace = (bytes: Uint8Array) =>
  `<meta charset="utf-8"><style>@font-face{font-family:F;src:url(data:font/otf;base64,${Buffer.from(bytes).toString('base64')})}body{margin:0;background:#fff}text{font-family:F;font-size:${EM_PX}px}</style>`;

/** Text as Pango and FreeType draw it, which come with sharp. */
async function drawText(text: string, bytes: Uint8Array, name: string, family: string): Promise<Picture> {
  const path = join(mkdtempSync(join(tmpdir(), 'nst-font-')), `${name}.otf`);
  writeFileSync(path, bytes);
  const options = { text, font: `${family} ${EM_PX}`, fontfile: path, rgba: true, dpi: 72 };
  return asPicture(await sharp({ text: options }).png().toBuffer());
}

/** The least mean difference of two pictures where they overlap, one being moved over the other; of 255 levels. */
function leastDifference(a: Picture, b: Picture, reach: number): number {
  let least = 255;
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      let [sum, count] = [0, 0];
      for (let y = Math.max(0, -dy); y < Math.min(a.height, b.height - dy); y++) {
        for (let x = Math.max(0, -dx); x < Math.min(a.width, b.width - dx); x++) {
          const [i, j] = [3 * (y * a.width + x), 3 * ((y + dy) * b.width + x + dx)];
          for (let c = 0; c < 3; c++) sum += Math.abs(a.pixels[i + c]! - b.pixels[j + c]!);
          count += 3;
        }
      }
      if (count > 0.5 * a.pixels.length) least = Math.min(least, (255 * sum) / count);
    }
  }
  return least;
}

/** Elsewhere Pango draws with what the system has. */
describe.skipIf(process.platform !== 'linux')('FreeType', () => {
  it('draws the colour font as its pictures are', async () => {
    const { png } = strike(create(Buffer.from(made.colour)) as FontkitFont, 'A');
    // Pango makes room for what HarfBuzz says is there, which does not know of the corner that pictures are measured from.
    const lines = await drawText('A\nA', made.colour, 'colour', 'Glow Test');
    const height = lines.height - 40;
    const drawn = { width: lines.width, height, pixels: lines.pixels.subarray(0, 3 * lines.width * height) };
    expect(leastDifference(await asPicture(png), drawn, 40)).toBeLessThan(1);
  });

  it('draws the outlines', async () => {
    const font = Font.fromBytes('made', made.outlines);
    const outline = font.outline(font.harfBuzz.nominalGlyph(0x41)!);
    const scale = EM_PX / font.metrics.unitsPerEm;
    const { data } = coverageOf(flatten(outline, { scale, dx: 5, dy: 60 }), { width: 70, height: 70 });
    const pixels = Float32Array.from({ length: 3 * data.length }, (_, i) => 1 - data[Math.floor(i / 3)]!);
    const drawn = await drawText('A', made.outlines, 'outlines', 'Glow Test Outlines');
    expect(leastDifference(drawn, { width: 70, height: 70, pixels }, 20)).toBeLessThan(6);
  });
});

describe.skipIf(!CHROMIUM)('Chromium', () => {
  it('draws the colour font as its pictures are', async () => {
    const letters = [
      ['A', 20],
      ['g', 100],
      ['W', 180],
    ] as const;
    const size = { width: 300, height: 120 };
    const texts = letters.map(([character, x]) => `<text x="${x}" y="80">${character}</text>`).join('');
    const page = `${fontFace(made.colour)}<svg width="300" height="120">${texts}</svg>`;
    const shot = await asPicture(await screenshot(page, size.width, size.height));
    const expected = await asPicture(await expectedPage(letters, 80, size));
    const difference = shot.pixels.reduce((sum, value, i) => sum + Math.abs(value - expected.pixels[i]!), 0);
    expect(expected.pixels.filter((value) => value < 0.5).length).toBeGreaterThan(5000);
    expect((255 * difference) / shot.pixels.length).toBeLessThan(0.3);
    expect(perceptualDistance(shot, expected)).toBeLessThan(0.005);
  }, 120_000);

  it('draws the outlines, and kerns', async () => {
    const script = `document.fonts.load('100px F','AVo').then(()=>{const w=t=>{const c=document.createElement('canvas').getContext('2d');c.font='1000px F';return c.measureText(t).width};document.getElementById('result').textContent=JSON.stringify([w('A'),w('V'),w('AV'),w('${TEXT}')])})`;
    const page = `${fontFace(made.outlines)}<pre id="result"></pre><script>${script}</script>`;
    const [a, v, pair, all] = JSON.parse(await pageResult(page));
    const width = (text: string) => layText([text], [base], layout).lineWidthsEm[0]! * 1000;
    for (const [found, text] of [
      [a, 'A'],
      [v, 'V'],
      [pair, 'AV'],
      [all, TEXT],
    ] as const) {
      expect(Math.abs(found - width(text))).toBeLessThan(2);
    }
    expect(pair).toBeLessThan(a + v - 10);
  }, 120_000);
});
