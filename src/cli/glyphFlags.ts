import { BM_FONT_FORMATS } from '../glyph/atlas/bmFont.js';
import { ALPHABET_OPTIONS, ALPHABETS, GLYPH_OPTIONS, TEXT } from '../glyph/options.js';
import { integerOption } from '../shared/options/numbers.js';
import { type OptionsOf, pickRows } from '../shared/options/option.js';
import { fileOption, outputOption } from '../shared/options/paths.js';
import { textOption } from '../shared/options/texts.js';
import { wordOption } from '../shared/options/words.js';
import { RESULT_FLAGS } from './runFlags.js';

/** Where a picture goes unless something else is asked for. */
export const DEFAULT_OUTPUT = 'glyph.png';
/** Nobody looks at more. */
const MAX_VARIANTS = 1000;
const FILES = 'What is written';

const { text, style, styleMask, shape, ...others } = GLYPH_OPTIONS;
const { characters, em } = ALPHABET_OPTIONS;

/** Flags that say what is written besides the picture. */
const OUTPUTS = {
  /** A folder or a Photoshop file. */
  layers: outputOption({
    help: 'also write it in parts: body, rim, halo, shadow, mask',
    placeholder: '<folder|.psd>',
    section: FILES,
  }),
  /** A folder or an animation. */
  frames: outputOption({
    help: 'also move as an animated style does (GIF, WebP or a folder)',
    placeholder: '<folder|.gif|.webp>',
    section: FILES,
  }),
  atlas: textOption({
    help: 'a sprite sheet of these letters, and its BMFont descriptor',
    placeholder: '<latin|file|letters>',
    section: ALPHABETS,
    part: 'output',
  }),
  fnt: wordOption(BM_FONT_FORMATS, {
    help: 'how the descriptor is written',
    placeholder: '<form>',
    section: ALPHABETS,
    part: 'output',
    otherwise: 'text',
  }),
  fontOut: outputOption({
    help: 'a colour font, .otf or .ttf, and beside it one of its outlines',
    section: ALPHABETS,
  }),
  characters,
  em,
  variants: integerOption({
    help: 'write NAME-1, NAME-2 ... with seeds from --seed on',
    placeholder: '<n>',
    section: FILES,
    part: 'output',
    min: 1,
    max: MAX_VARIANTS,
    fallback: 1,
  }),
  preview: outputOption({ help: 'first write how it will look, small', section: FILES }),
  debug: outputOption({
    help: 'also write the masks of style and text, and where each pixel came from',
    placeholder: '<folder>',
    section: FILES,
  }),
} as const;

/** Arguments and flags of `nst glyph`: the library's options, and what becomes of the result. */
export const GLYPH_FLAGS = {
  text,
  textFile: fileOption({
    help: 'the text, in UTF-8; - is standard input, as it is in place of the text',
    section: TEXT,
    part: 'output',
    otherwise: 'the text itself',
  }),
  style,
  styleMask,
  shape,
  output: outputOption({
    help: 'the result: .png, .jpg (on white), .webp, .avif or .tif',
    short: '-o',
    section: FILES,
    otherwise: DEFAULT_OUTPUT,
  }),
  ...others,
  ...OUTPUTS,
  ...RESULT_FLAGS,
} as const;

/** Those of sprite sheets and fonts. */
export const ALPHABET_FLAGS = {
  ...ALPHABET_OPTIONS,
  ...pickRows(GLYPH_FLAGS, ['output', 'atlas', 'fnt', 'fontOut']),
  ...RESULT_FLAGS,
} as const;

/** Flags of sprite sheets and fonts that say nothing without one. */
export const ONLY_ALPHABETS = ['fnt', 'characters', 'em'] as const;

/** Their values. */
export type GlyphFlags = OptionsOf<typeof GLYPH_FLAGS>;
