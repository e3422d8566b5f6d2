/** Fonts whose letters have the style of a picture. */

import type { GlyphShape } from '../alphabet/glyphShape.js';
import { letterOverlaps } from '../alphabet/joins.js';
import type { Sprite } from '../alphabet/sprite.js';
import { type StyleGlyphsOptions, styleGlyphs } from '../alphabet/styleGlyphs.js';
import type { ChosenFont } from '../target/openFonts.js';
import { Font } from '../text/font.js';
import { isJoined, scriptOf } from '../text/script.js';
import { withPictures } from '../text/withPictures.js';
import { anchorGlyph, type BitmapAnchor, bitmapAnchor } from './bitmapAnchor.js';
import { familyNames } from './familyNames.js';
import { glyphOutlines } from './glyphOutlines.js';
import { glyphPicture } from './glyphPicture.js';
import { checkFamilyName, licenceWarnings } from './licence.js';
import { subsetFont } from './subsetFont.js';
import { glyfTables } from './tables/glyf.js';
import { type FontGlyph, metricTables, readAdvances } from './tables/metricTables.js';
import { readNames } from './tables/names.js';
import { type GlyphPicture, sbixTable, svgTable } from './tables/pictures.js';
import { type FontTables, readTables, writeFont } from './tables/sfnt.js';

/** What fonts are made of. */
export interface MakeFontsOptions extends StyleGlyphsOptions {
  /** The font whose letters are styled. */
  readonly base: ChosenFont;
  readonly characters: readonly string[];
  /** What the new font is called; the one of outlines alone is called so with "Outlines" behind it. */
  readonly family: string;
}

/** Two fonts from one styling. */
export interface MadeFonts {
  /** Pictures over outlines: what can draw pictures does. */
  readonly colour: Uint8Array;
  /** The outlines alone, in whatever colour the text has. */
  readonly outlines: Uint8Array;
  readonly glyphs: number;
  /** Characters that the base font has not: they are left out. */
  readonly missing: readonly string[];
  /** About the licence of the base font, and letters that lie over one another. */
  readonly warnings: readonly string[];
}

/** The two fonts have different names, so that both can be installed. */
const OUTLINES_SUFFIX = 'Outlines';
const OVERLAPS =
  'its letters lie over one another where they join: rims cross there; nst glyph TEXT writes whole words without such lines';
/** Kept as they are: characters, joining, ligatures, kerning, marks. */
const LAYOUT_TABLES = ['cmap', 'GDEF', 'GSUB', 'GPOS', 'BASE', 'kern'];

function outlineTables(subset: FontTables, glyphs: readonly FontGlyph[]): Map<string, Uint8Array> {
  const tables = metricTables(subset, glyphs);
  for (const tag of LAYOUT_TABLES) {
    const table = subset.get(tag);
    if (table) tables.set(tag, table);
  }
  const { glyf, loca } = glyfTables(glyphs.map(({ contours }) => contours));
  return tables.set('glyf', glyf).set('loca', loca);
}

/**
 * Styles every glyph that the characters can turn into, also joined forms and ligatures, and writes them as fonts: outlines
 * traced from what is seen, and, in one of them, pictures for each glyph ("sbix" and "SVG "). Characters, kerning and
 * all other rules of layout stay those of the base font, as do line heights, advances and the notice of its licence.
 *
 * @throws NstError NST_BAD_OPTION if the family may not have its name; NST_BAD_INPUT for an unsound font; NST_ABORTED
 */
export async function makeFonts(options: MakeFontsOptions): Promise<MadeFonts> {
  const { base, family, emPx } = options;
  const { font, choice } = base;
  const original = readTables(base.bytes, choice.face);
  const names = readNames(original.get('name') ?? new Uint8Array());
  checkFamilyName(family, names);
  const isKnown = (text: string) => font.has(text.codePointAt(0) ?? 0);
  const codePoints = options.characters.filter(isKnown).map((text) => text.codePointAt(0) ?? 0);
  const bytes = await subsetFont(font.name, base.bytes, codePoints, choice);
  const [subset, cut] = [readTables(bytes), Font.fromBytes(font.name, bytes)];
  const advances = readAdvances(subset);
  const { unitsPerEm } = cut.metrics;
  const shapes = await glyphShapes(cut, advances, codePoints);
  const sprites = await styleGlyphs(shapes, { ...options, tellsSolid: true });
  const glyphs = glyphOutlines(sprites, shapes, emPx).map((contours, glyph) => ({
    contours,
    advance: advances[glyph] ?? 0,
  }));
  const name = familyNames(family, original);
  const outlinesName = familyNames(`${family} ${OUTLINES_SUFFIX}`, original);
  const anchor = bitmapAnchor(sprites, emPx, unitsPerEm);
  const pictures = await pictureTables(sprites, anchor, emPx, unitsPerEm);
  const anchored = glyphs.map((glyph, i) => (sprites[i] ? anchorGlyph(glyph, anchor) : glyph));
  return {
    outlines: writeFont(outlineTables(subset, glyphs).set('name', outlinesName)),
    colour: writeFont(new Map([...outlineTables(subset, anchored).set('name', name), ...pictures])),
    glyphs: glyphs.length,
    missing: options.characters.filter((text) => !isKnown(text)),
    warnings: [
      ...licenceWarnings(names, original.get('OS/2')),
      ...(letterOverlaps(shapes) ? [OVERLAPS] : []),
    ],
  };
}

/** The outlines of all glyphs that text is set in; parts of colour glyphs are none. */
async function glyphShapes(
  cut: Font,
  advances: readonly number[],
  codePoints: readonly number[],
): Promise<GlyphShape[]> {
  const { unitsPerEm } = cut.metrics;
  // In scripts such as Arabic glyphs without a character are what letters look like beside others.
  const hasForms = codePoints.some((code) => isJoined(scriptOf(String.fromCodePoint(code)) ?? ''));
  const encoded = new Set(codePoints.map((codePoint) => cut.harfBuzz.nominalGlyph(codePoint)));
  const outlines = await withPictures([cut], () => advances.map((_, glyph) => cut.outline(glyph)));
  return outlines.map((outline, glyph) => {
    const isPart = cut.colourParts.has(glyph) && !encoded.has(glyph);
    const standsAlone = !hasForms || encoded.has(glyph);
    return { outline: isPart ? [] : outline, unitsPerEm, advance: advances[glyph], standsAlone };
  });
}

async function pictureTables(
  sprites: readonly (Sprite | undefined)[],
  anchor: BitmapAnchor,
  emPx: number,
  unitsPerEm: number,
): Promise<[string, Uint8Array][]> {
  const pictures: (GlyphPicture | undefined)[] = [];
  for (const sprite of sprites) pictures.push(sprite && (await glyphPicture(sprite)));
  return [
    ['sbix', sbixTable(pictures, emPx, anchor)],
    ['SVG ', svgTable(pictures, emPx, unitsPerEm)],
  ];
}
