import { deviceOption, seedOption, threadsOption } from '../shared/options/common.js';
import { choiceOption, integerOption, numberOption } from '../shared/options/numbers.js';
import { type Option, type OptionsOf, pickRows } from '../shared/options/option.js';
import { fileOption, filesOption, maybeFileOption } from '../shared/options/paths.js';
import { repeatedOption, textOption } from '../shared/options/texts.js';
import { wordOption, wordOrNumberOption } from '../shared/options/words.js';
import type { Reporter } from '../shared/reporter.js';
import { BAND_STATISTICS } from './bands/bandStatistics.js';
import { isColourText } from './effects/colour.js';
import { layerFiles, shownLayer } from './effects/layerText.js';
import { ENGINES } from './engineNames.js';
import { DIRECTIONS } from './synthesis.js';
import { ALIGNMENTS } from './text/alignment.js';
import { textLines } from './text/checkText.js';
import { parseAxes } from './text/parseAxes.js';

/** Times that the result is finer than its size says. */
export const SCALES = [1, 2, 4] as const;

/** Limits of the result's longer side, in pixels, and of its finest version. */
export const SIZE_PX = { min: 32, max: 4096, default: 1024, maxScaled: 8192 } as const;
/** Pixels in one em: readable at the least, and at the most what a page of a sheet holds letters of. */
export const EM_PX = { min: 8, max: 1024, default: 128 } as const;
const MAX_FALLBACKS = 64;
/** No collection has more. */
const MAX_FACES = 65_535;
/** A letter at the least, and at the most a text of the greatest length. */
const WRAP_EM = { min: 1, max: 1000 } as const;
const MAX_LAYERS = 100;
/** Letters may overlap, and stand as far apart as a word is long. */
const SPACING_EM = { min: -0.5, max: 10 } as const;
const LINE_SPACING = { min: 0.3, max: 10 } as const;
/** A whole turn either way. */
const DEGREES = { min: -360, max: 360 } as const;

/** Heading of what says which letters, and how they are set. */
export const TEXT = 'The text';
const STYLE = 'The style';
const LETTERS = 'Letters and layers';
/** Heading of what is for sprite sheets and fonts alone. */
export const ALPHABETS = 'Sprite sheets and fonts';

/** Every option of a transfer: names are those of the command line, in camel case. */
export const GLYPH_OPTIONS = {
  /** The text to write; lines end in "\n". */
  text: {
    ...textOption({
      help: 'the text, in quotes if it has blanks; lines end in a line feed',
      placeholder: '[text...]',
      section: TEXT,
      part: 'recipe',
    }),
    check: (_, value) => void textLines(value as string),
  } as Option<string>,
  /** File of the style: an effect shown on lettering, any picture, or a style pack. Left out: letters of one colour, for `layer` to work on. */
  style: fileOption({
    help: 'an effect shown on lettering, any picture, or a saved style (.nstglyph)',
    short: '-s',
    section: STYLE,
    part: 'recipe',
  }),
  /** File that is white where the style's lettering is. */
  styleMask: fileOption({
    help: 'white where the style’s lettering is',
    section: STYLE,
    part: 'recipe',
    otherwise: 'NAME-mask.png, or found',
  }),
  /** File of a shape in place of the text: an SVG drawing, or a picture. */
  shape: fileOption({
    help: 'an SVG drawing or a picture, in place of the text',
    section: TEXT,
    part: 'recipe',
  }),
  /** Layer effects from the lowest to the topmost, each as it is written: `stroke width=4 color=#fff`. */
  layer: repeatedOption({
    help: 'a layer, e.g. "stroke width=4 color=#fff"; again for the next one above',
    placeholder: '<effect>',
    section: LETTERS,
    part: 'recipe',
    read: (text) => text,
    max: MAX_LAYERS,
    what: 'layers',
    files: (layers) => layers.flatMap(layerFiles),
    shown: (layers) => layers.map(shownLayer),
  }),
  /** Colour of the letters where there is no style; black if left out. */
  color: textOption({
    help: 'of letters without a style, e.g. #f80 or transparent',
    placeholder: '<colour>',
    section: LETTERS,
    part: 'recipe',
    otherwise: '#000',
  }),
  /** What it is laid on: a colour, or the file of a picture. Transparent if left out. */
  background: maybeFileOption({
    help: 'what it is laid on',
    placeholder: '<colour|file>',
    section: LETTERS,
    part: 'recipe',
    otherwise: 'transparent',
    isFile: (text) => !isColourText(text),
  }),
  /** The longer side of the result in pixels, with the room for the effect. */
  size: integerOption({
    help: 'longer side of the result, with room for the effect',
    placeholder: '<px>',
    section: TEXT,
    part: 'recipe',
    min: SIZE_PX.min,
    max: SIZE_PX.max,
    otherwise: `${SIZE_PX.default}`,
  }),
  /** Times that the result is finer than `size` says: 1, 2 or 4. */
  scale: choiceOption(SCALES, {
    help: 'times that the result is finer than its size says',
    section: TEXT,
    part: 'recipe',
    otherwise: '1',
  }),
  /** File of the font; the face that comes along if left out. */
  font: fileOption({
    help: 'a TrueType or OpenType font',
    section: TEXT,
    part: 'recipe',
    otherwise: 'Montserrat Black',
  }),
  /** Files of fonts for what the first one has not. */
  fallback: filesOption({
    help: 'fonts for what the first one has not',
    section: TEXT,
    part: 'recipe',
    most: { count: MAX_FALLBACKS, what: 'fonts' },
  }),
  /** Which font of a collection, from 1 on. */
  face: integerOption({
    help: 'which font of a collection (.ttc, .otc)',
    placeholder: '<n>',
    section: TEXT,
    part: 'recipe',
    min: 1,
    max: MAX_FACES,
    otherwise: '1',
  }),
  /** Places on the axes of a variable font: `wght=700,wdth=80`. */
  axes: {
    ...textOption({
      help: 'of a variable font, e.g. wght=700,wdth=80',
      placeholder: '<tag=value,...>',
      section: TEXT,
      part: 'recipe',
      otherwise: 'those of its default',
    }),
    check: (_, value) => void parseAxes(value as string),
  } as Option<string>,
  /** Lines are cut at blanks: at most so many em long, or as the largest letters ask for. */
  wrap: wordOrNumberOption(['auto'], {
    help: 'lines are cut at blanks, for the largest letters',
    number: 'the longest line in em',
    placeholder: '<auto|em>',
    section: TEXT,
    part: 'recipe',
    ...WRAP_EM,
    otherwise: 'at line feeds alone',
  }),
  /** Where the lines of a text stand beside each other. */
  align: wordOption(ALIGNMENTS, {
    help: 'lines',
    placeholder: '<where>',
    section: TEXT,
    part: 'recipe',
    otherwise: 'center',
  }),
  /** Added between letters, in em. */
  spacing: numberOption({
    help: 'added between letters',
    placeholder: '<em>',
    section: TEXT,
    part: 'recipe',
    ...SPACING_EM,
    otherwise: '0',
  }),
  /** Distance of lines, as a factor on the font's. */
  lineSpacing: numberOption({
    help: 'on the distance of lines',
    placeholder: '<factor>',
    section: TEXT,
    part: 'recipe',
    ...LINE_SPACING,
    otherwise: '1',
  }),
  /** What makes the effect. */
  engine: wordOption(ENGINES, {
    help: 'what makes the effect',
    placeholder: '<name>',
    gloss: {
      bands: 'what a network sees, band by band around the letters',
      teffect2017: 'as published',
      gram: 'an old name of bands',
    },
    section: STYLE,
    part: 'recipe',
    otherwise: 'auto',
  }),
  /** What the engine of bands compares. */
  statistic: wordOption(BAND_STATISTICS, {
    help: 'what the bands engine compares',
    placeholder: '<name>',
    section: STYLE,
    part: 'recipe',
    otherwise: BAND_STATISTICS[0],
  }),
  /** How much the outline bends to the style's edge, 0..1; auto: as much as the edge of what is drawn lacks of its roughness. */
  deform: wordOrNumberOption(['auto'], {
    help: 'how much the outline bends to the style’s edge',
    number: '0..1',
    placeholder: '<auto|0..1>',
    section: STYLE,
    part: 'recipe',
    min: 0,
    max: 1,
    otherwise: 'auto; 0 of sheets and fonts',
  }),
  /** 0: plain letters; 1: nothing but effect. */
  strength: numberOption({
    help: 'from plain letters (0) to nothing but effect',
    placeholder: '<0..1>',
    section: STYLE,
    part: 'recipe',
    min: 0,
    max: 1,
    otherwise: '1',
  }),
  /** Which way is up for the effect. */
  direction: wordOrNumberOption(DIRECTIONS, {
    help: 'which way is up',
    number: 'degrees to turn it by',
    placeholder: '<way>',
    section: STYLE,
    part: 'recipe',
    ...DEGREES,
    otherwise: 'auto, or that of the style',
  }),
  /** Of all that is random. */
  seed: seedOption({ help: 'seed of all that is random', otherwise: '0, or that of the style' }),
  /** Of the engine of bands. */
  device: deviceOption({ help: 'of the bands engine', otherwise: 'auto' }),
  /** CPU threads; 0: one for each core. */
  threads: threadsOption(),
} as const;

/** Options that say what letters look like, whatever they are made for. */
export const LOOK_OPTIONS = pickRows(GLYPH_OPTIONS, [
  'style',
  'styleMask',
  'layer',
  'color',
  'engine',
  'statistic',
  'deform',
  'strength',
  'direction',
  'seed',
  'device',
  'threads',
]);

/** Options of sprite sheets and fonts. */
export const ALPHABET_OPTIONS = {
  ...LOOK_OPTIONS,
  ...pickRows(GLYPH_OPTIONS, ['font', 'fallback', 'face', 'axes']),
  /** "latin", a text file with the characters, or the characters. */
  characters: textOption({
    help: 'of the font',
    placeholder: '<latin|file|letters>',
    section: ALPHABETS,
    part: 'recipe',
    otherwise: 'those of the sheet, or latin',
  }),
  /** Pixels in one em. */
  em: integerOption({
    help: 'of sheets and fonts: pixels in one em',
    placeholder: '<px>',
    section: ALPHABETS,
    part: 'recipe',
    min: EM_PX.min,
    max: EM_PX.max,
    otherwise: `${EM_PX.default}`,
  }),
} as const;

/** Options of saved styles. */
export const PACK_OPTIONS = pickRows(GLYPH_OPTIONS, ['style', 'styleMask', 'seed', 'direction']);

/** What is asked of the text mode. Names are those of the command line's options. */
export interface TransferGlyphOptions extends OptionsOf<typeof GLYPH_OPTIONS> {
  /** Whether the style is an animation (GIF, WebP, or a folder of pictures), and the text is to be one. */
  readonly animate?: boolean;
  readonly reporter?: Reporter;
  /** Ends the work soon; the result is what is there by then. */
  readonly signal?: AbortSignal;
}
