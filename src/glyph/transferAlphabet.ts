/** Whole alphabets in the style of a picture: sprite sheets and fonts. */
import { checkInteger } from '../shared/check.js';
import { NstError } from '../shared/errors.js';
import type { OptionsOf } from '../shared/options/option.js';
import { SILENT } from '../shared/reporter.js';
import { checkUnjoined, readAlphabet } from './alphabet/characters.js';
import { openLook } from './alphabet/look.js';
import type { StyleGlyphsOptions } from './alphabet/styleGlyphs.js';
import type { Atlas } from './atlas/makeAtlas.js';
import type { MadeFonts } from './fontOut/makeFonts.js';
import { type ALPHABET_OPTIONS, EM_PX, type TransferGlyphOptions } from './options.js';
import { openFirstFont, openFonts } from './target/openFonts.js';
import { missingWarning } from './text/layout.js';

/** What sheets and fonts are made of. Names are those of the command line's options. */
export interface AlphabetOptions
  extends Omit<OptionsOf<typeof ALPHABET_OPTIONS>, 'fallback'>,
    Pick<TransferGlyphOptions, 'reporter' | 'signal'> {
  /** "latin", a text file with the characters, or the characters. */
  readonly characters: string;
}

/** Options of sprite sheets. */
export interface AtlasTransferOptions extends AlphabetOptions, Pick<TransferGlyphOptions, 'fallback'> {
  /** The name of the font in the descriptor. */
  readonly faceName: string;
  /** Names of the files of the pages, given how many there are. */
  readonly pageNames: (pages: number) => string[];
}

/** Options of fonts. */
export interface FontTransferOptions extends AlphabetOptions {
  /** What the new font is called. */
  readonly family: string;
}

async function withLook<T>(
  options: AlphabetOptions,
  make: (style: StyleGlyphsOptions) => Promise<T>,
): Promise<T> {
  const { em = EM_PX.default, reporter = SILENT, signal } = options;
  checkInteger('em', em, EM_PX.min, EM_PX.max);
  const onSheet = (sheet: number, sheets: number) => reporter.stage(`letters, sheet ${sheet} of ${sheets}`);
  const look = await openLook(options);
  try {
    const seed = options.seed ?? look.seed ?? 0;
    return await make({ look, emPx: em, seed, onSheet, signal });
  } finally {
    await look.close();
  }
}

/**
 * Makes a sprite sheet of letters with its descriptor.
 *
 * @throws NstError NST_BAD_OPTION or NST_BAD_INPUT as `transferGlyph`, also for scripts whose letters join; NST_ABORTED
 */
export async function transferAtlas(options: AtlasTransferOptions): Promise<Atlas> {
  const { faceName, pageNames, reporter = SILENT } = options;
  const characters = await readAlphabet('atlas', options.characters);
  checkUnjoined('atlas', characters);
  const fonts = await openFonts(options);
  // What is needed for sheets or fonts alone is not loaded for texts.
  const { makeAtlas } = await import('./atlas/makeAtlas.js');
  const atlas = await withLook(options, (style) =>
    makeAtlas({ ...style, characters, fonts, faceName, pageNames }),
  );
  const warning = missingWarning(atlas.missing);
  if (warning) reporter.warn(warning);
  return atlas;
}

/**
 * Makes fonts of letters: one of pictures, and one of their outlines alone.
 *
 * @throws NstError NST_BAD_OPTION or NST_BAD_INPUT as `transferGlyph`, also for a name that the base font's licence reserves;
 *   NST_ABORTED
 */
export async function transferFonts(options: FontTransferOptions): Promise<MadeFonts> {
  const { family, reporter = SILENT } = options;
  const characters = await readAlphabet('characters', options.characters);
  const base = await openFirstFont(options);
  const opened = base.font;
  const font = opened.name;
  if (!characters.some((text) => text !== ' ' && opened.has(text.codePointAt(0) ?? 0))) {
    throw new NstError(
      'NST_BAD_OPTION',
      `characters: ${font} has none of them; choose others, or another font`,
    );
  }
  const { makeFonts } = await import('./fontOut/makeFonts.js');
  const made = await withLook(options, (style) => makeFonts({ ...style, base, characters, family }));
  if (made.missing.length > 0) {
    reporter.warn(`${font} has not, and the new font neither: ${made.missing.join(' ')}`);
  }
  for (const warning of made.warnings) reporter.warn(`${font}: ${warning}`);
  return made;
}
