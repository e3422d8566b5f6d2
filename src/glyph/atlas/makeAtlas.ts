/** A sheet of sprites with everything a game needs to set text with it. */
import { NstError } from '../../shared/errors.js';
import type { Picture } from '../../shared/pictures/picture.js';
import type { GlyphShape } from '../alphabet/glyphShape.js';
import { kerningPairs, PenAdvance } from '../alphabet/kerning.js';
import type { Sprite } from '../alphabet/sprite.js';
import { type StyleGlyphsOptions, styleGlyphs } from '../alphabet/styleGlyphs.js';
import type { Font } from '../text/font.js';
import { MISSING_ADVANCE_EM, MISSING_OUTLINE } from '../text/missingGlyph.js';
import { withPictures } from '../text/withPictures.js';
import type { BmChar, BmFont, BmKerning } from './bmFont.js';
import { fitsPage, GUTTER_PX, MAX_PAGE_PX, type Packing, type Place, pack } from './pack.js';
import { drawPage } from './page.js';

/** What an atlas is made of. */
export interface AtlasOptions extends StyleGlyphsOptions {
  readonly characters: readonly string[];
  /** Each character is drawn with the first that has it; the first one gives the lines their height. */
  readonly fonts: readonly Font[];
  /** The name of the font in the descriptor. */
  readonly faceName: string;
  /** Names of the files of the pages, given how many there are. */
  readonly pageNames: (pages: number) => string[];
}

/** Pages and their descriptor. */
export interface Atlas {
  readonly pages: readonly Picture[];
  readonly font: BmFont;
  /** Characters that no font has: drawn as boxes. */
  readonly missing: readonly string[];
}

interface Character {
  readonly text: string;
  readonly font: Font | undefined;
  readonly shape: GlyphShape;
  readonly advanceEm: number;
}

function characterOf(text: string, fonts: readonly Font[]): Character {
  const codePoint = text.codePointAt(0) ?? 0;
  const font = fonts.find((candidate) => candidate.has(codePoint));
  const glyph = font?.harfBuzz.nominalGlyph(codePoint);
  if (!font || glyph === undefined) {
    const shape = { outline: MISSING_OUTLINE, unitsPerEm: 1 };
    return { text, font: undefined, shape, advanceEm: MISSING_ADVANCE_EM };
  }
  const advance = font.harfBuzz.glyphHAdvance(glyph);
  const { unitsPerEm } = font.metrics;
  const shape = { outline: font.outline(glyph), unitsPerEm, advance, standsAlone: true };
  return { text, font, shape, advanceEm: new PenAdvance(font).of(text) };
}

function kerningOf(characters: readonly Character[], fonts: readonly Font[], emPx: number): BmKerning[] {
  const pairs = fonts.flatMap((font) =>
    kerningPairs(
      font,
      characters.filter((character) => character.font === font).map(({ text }) => text),
    ),
  );
  const id = (text: string) => text.codePointAt(0) ?? 0;
  return pairs.map(({ first, second, em }) => ({ first: id(first), second: id(second), amount: em * emPx }));
}

function checkSpriteSizes(sprites: readonly (Sprite | undefined)[], emPx: number): void {
  const largest = { width: MAX_PAGE_PX, height: MAX_PAGE_PX };
  if (sprites.every((sprite) => !sprite || fitsPage(sprite.picture, largest))) return;
  throw new NstError('NST_BAD_OPTION', `a letter at ${emPx} px is larger than a page of ${MAX_PAGE_PX} px`);
}

interface PlacedSprite {
  readonly sprite: Sprite;
  readonly position: Place;
}

function packSprites(sprites: readonly (Sprite | undefined)[]): { packing: Packing; placed: PlacedSprite[] } {
  const visible = sprites.flatMap((sprite) => sprite ?? []);
  const packing = pack(visible.map(({ picture }) => picture));
  const placed = packing.places.map((position, i) => ({ sprite: visible[i]!, position }));
  return { packing, placed };
}

function bmChar({ text, advanceEm }: Character, emPx: number, basePx: number, placed?: PlacedSprite): BmChar {
  const { sprite, position } = placed ?? {};
  return {
    id: text.codePointAt(0) ?? 0,
    x: position?.x ?? 0,
    y: position?.y ?? 0,
    width: sprite?.picture.width ?? 0,
    height: sprite?.picture.height ?? 0,
    xoffset: sprite?.left ?? 0,
    yoffset: sprite ? basePx + sprite.top : 0,
    xadvance: advanceEm * emPx,
    page: position?.page ?? 0,
  };
}

/** Height of lines and place of baselines, whole pixels. */
function linesOf({ metrics }: Font, emPx: number): { lineHeight: number; base: number } {
  const { ascender, descender, lineGap, unitsPerEm } = metrics;
  const inPixels = (units: number) => Math.round((units / unitsPerEm) * emPx);
  return { lineHeight: inPixels(ascender - descender + lineGap), base: inPixels(ascender) };
}

/**
 * Styles every character and packs the pictures. Lines, baselines and advances are those of the plain font: effects reach
 * beyond a letter's place and lie over its neighbours, and never move them.
 *
 * @throws NstError NST_BAD_OPTION if a letter is larger than a page; NST_ABORTED
 */
export async function makeAtlas(options: AtlasOptions): Promise<Atlas> {
  const { fonts, emPx, faceName } = options;
  const [first] = fonts;
  if (!first) throw new RangeError('makeAtlas: expected at least one font');
  const characters = await withPictures(fonts, () =>
    options.characters.map((text) => characterOf(text, fonts)),
  );
  const shapes = characters.map(({ shape }) => shape);
  const sprites = await styleGlyphs(shapes, options);
  checkSpriteSizes(sprites, emPx);
  const { packing, placed } = packSprites(sprites);
  const { page: size, pages: count } = packing;
  const lines = linesOf(first, emPx);
  const placedOf = new Map(placed.map((placement) => [placement.sprite, placement]));
  const chars = characters.map((character, i) => {
    const sprite = sprites[i];
    return bmChar(character, emPx, lines.base, sprite && placedOf.get(sprite));
  });
  const font: BmFont = {
    face: faceName,
    size: emPx,
    ...lines,
    scaleW: size.width,
    scaleH: size.height,
    spacing: GUTTER_PX,
    pages: options.pageNames(count),
    chars,
    kernings: kerningOf(characters, fonts, emPx),
  };
  const onPage = (page: number) => placed.filter(({ position }) => position.page === page);
  const pages = Array.from({ length: count }, (_, page) => drawPage(size, onPage(page)));
  const missing = characters.filter((character) => !character.font).map(({ text }) => text);
  return { pages, font, missing };
}
