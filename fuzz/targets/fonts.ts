/** Fonts: TrueType, OpenType and collections. */
import { readFile } from 'node:fs/promises';
import opentype from 'opentype.js';
import { familyNames } from '../../src/glyph/fontOut/familyNames.js';
import { licenceWarnings } from '../../src/glyph/fontOut/licence.js';
import { subsetFont } from '../../src/glyph/fontOut/subsetFont.js';
import { readAdvances } from '../../src/glyph/fontOut/tables/metricTables.js';
import { readNames } from '../../src/glyph/fontOut/tables/names.js';
import { readTables } from '../../src/glyph/fontOut/tables/sfnt.js';
import { layTarget } from '../../src/glyph/target/layTarget.js';
import { openFirstFont } from '../../src/glyph/target/openFonts.js';
import { textMask } from '../../src/glyph/target/textMask.js';
import { Font } from '../../src/glyph/text/font.js';
import { withPictures } from '../../src/glyph/text/withPictures.js';
import { collectionOf, mutateSfnt } from '../formats/sfnt.js';
import { oneFile } from '../input.js';
import { fixture } from './fixture.js';
import { allFinite, expectSound, type Place, type Seed, type Target } from './target.js';

const FONTS = ['arabic', 'devanagari', 'thai', 'japanese', 'emoji'];
const COLOURED = ['colour-layers', 'colour-paint', 'colour-pictures', 'variable'];
/** Of the glyphs of small fonts. */
const MOST_COLOURED = 12;
/** Letters of all these fonts, of one script each, joined and stacked. */
const TEXT =
  'AVa \u0633\u0644\u0627\u0645 \u0915\u094d\u0937\u093f \u0e17\u0e35\u0e48 \u65e5\u304b \u2764\u{1f600}';
const DRAWN_PX = 96;
const REACH = { top: 1, right: 1, bottom: 1, left: 1 } as const;
/** Glyphs whose outlines are looked at. */
const MOST_GLYPHS = 200;

async function drawText(file: string): Promise<void> {
  const layout = await layTarget({ text: TEXT, font: file });
  const drawn = textMask(layout, DRAWN_PX, REACH);
  if (!drawn) return;
  expectSound(allFinite(drawn.mask.data), 'a mask that is not finite');
  expectSound(Number.isFinite(drawn.radiusPx), 'strokes without a width');
}

/** Everything that a font made of it needs of it. */
async function takeApart(file: string): Promise<void> {
  const bytes = new Uint8Array(await readFile(file));
  const font = Font.fromBytes(file, bytes);
  const tables = readTables(bytes);
  const codePoints = [...TEXT].map((letter) => letter.codePointAt(0) ?? 0).filter((code) => font.has(code));
  licenceWarnings(readNames(tables.get('name') ?? new Uint8Array()), tables.get('OS/2'));
  familyNames('New', tables);
  // Without any of its characters no font is made.
  if (codePoints.length === 0) return;
  const cut = Font.fromBytes(file, await subsetFont(file, bytes, codePoints));
  const advances = readAdvances(readTables(await subsetFont(file, bytes, codePoints)));
  for (const glyph of advances.slice(0, MOST_GLYPHS).keys()) {
    const numbers = cut.outline(glyph).flatMap(({ start, segments }) => [...start, ...segments.flat()]);
    expectSound(numbers.every(Number.isFinite), 'an outline that is not finite');
  }
}

/** The silhouettes of colour glyphs, and a font that varies. */
async function readColours({ file }: Place): Promise<void> {
  const { font } = await openFirstFont({ font: file });
  const outlines = await withPictures([font], () =>
    Array.from({ length: MOST_COLOURED }, (_, glyph) => font.outline(glyph)),
  );
  for (const outline of outlines) {
    const numbers = outline.flatMap(({ start, segments }) => [...start, ...segments.flat()]);
    expectSound(numbers.every(Number.isFinite), 'a silhouette that is not finite');
  }
}

async function read({ file }: Place): Promise<void> {
  await drawText(file);
  await takeApart(file);
}

/** A font with cubic outlines (CFF). */
function smallOpenType(): Uint8Array {
  const path = new opentype.Path();
  path.moveTo(50, 0);
  path.curveTo(100, 700, 500, 700, 550, 0);
  path.close();
  const glyph = (name: string, unicode: number) =>
    new opentype.Glyph({ name, unicode, advanceWidth: 600, path });
  const font = new opentype.Font({
    ...{ familyName: 'Small', styleName: 'Regular', unitsPerEm: 1000, ascender: 800, descender: -200 },
    glyphs: [glyph('.notdef', 0), glyph('A', 65), glyph('V', 86), glyph('a', 97)],
  });
  return new Uint8Array(font.toArrayBuffer());
}

const seed = (name: string, bytes: Uint8Array, weight = 1): Seed => ({
  name,
  input: oneFile(name, bytes),
  weight,
});

async function trueTypeSeeds(): Promise<Seed[]> {
  const small = FONTS.map((name) => seed('font.ttf', fixture(`fixtures/fonts/${name}.ttf`)));
  return [...small, seed('font.ttf', fixture('fonts/Montserrat-Black.ttf'), 0.05)];
}

/** Readers of fonts. */
export const FONT_TARGETS: readonly Target[] = [
  { name: 'ttf', seeds: trueTypeSeeds, mutatorOf: () => mutateSfnt, read },
  {
    name: 'otf',
    seeds: async () => [
      seed('font.otf', smallOpenType()),
      seed('font.otf', fixture('docs/fonts/blaze-outlines.otf'), 0.2),
    ],
    mutatorOf: () => mutateSfnt,
    read,
  },
  {
    name: 'colour-ttf',
    seeds: async () => COLOURED.map((name) => seed('font.ttf', fixture(`fixtures/fonts/${name}.ttf`))),
    mutatorOf: () => mutateSfnt,
    read: readColours,
  },
  {
    name: 'ttc',
    seeds: async () =>
      FONTS.slice(0, 2).map((name) => seed('font.ttc', collectionOf(fixture(`fixtures/fonts/${name}.ttf`)))),
    mutatorOf: () => mutateSfnt,
    read,
  },
];
