import { checkInteger, checkNumber, checkOneOf } from '../shared/check.js';
import { DEVICES, type Device } from '../shared/engine/device.js';
import { NstError } from '../shared/errors.js';
import type { Reporter } from '../shared/reporter.js';
import { ENGINES, type EngineName } from './engines.js';
import type { Direction } from './synthesis.js';
import { textLines } from './text/checkText.js';
import { ALIGNMENTS, type Alignment } from './text/layout.js';

/** Times that the result is finer than its size says. */
export const SCALES = [1, 2, 4] as const;

/** What is asked of the text mode. Names are those of the command line's options. */
export interface TransferGlyphOptions {
  /** The text to write; lines end in "\n". */
  readonly text?: string;
  /** File of a shape in place of the text: an SVG drawing, or a picture. */
  readonly shape?: string;
  /** File of the style: an effect shown on lettering, any picture, or a style pack. Left out: letters of one colour, for `layer` to work on. */
  readonly style?: string;
  /** Colour of the letters where there is no style; black if left out. */
  readonly color?: string;
  /** Layer effects from the lowest to the topmost, each as it is written: `stroke width=4 color=#fff`. */
  readonly layer?: readonly string[];
  /** Whether the style is an animation (GIF, WebP, or a folder of pictures), and the text is to be one. */
  readonly animate?: boolean;
  /** What it is laid on: a colour, or the file of a picture. Transparent if left out. */
  readonly background?: string;
  /** File that is white where the style's lettering is. */
  readonly styleMask?: string;
  /** File of the font; the face that comes along if left out. */
  readonly font?: string;
  /** Files of fonts for what the first one has not. */
  readonly fallback?: readonly string[];
  /** The longer side of the result in pixels, with the room for the effect. */
  readonly size?: number;
  /** Times that the result is finer than `size` says: 1, 2 or 4. */
  readonly scale?: number;
  readonly align?: Alignment;
  /** Added between letters, in em. */
  readonly spacing?: number;
  /** Distance of lines, as a factor on the font's. */
  readonly lineSpacing?: number;
  readonly engine?: EngineName;
  /** How much the outline bends to that of the style's lettering, 0..1. */
  readonly deform?: number;
  /** Of the engine of bands. */
  readonly device?: Device;
  /** 0: plain letters; 1: nothing but effect. */
  readonly strength?: number;
  readonly direction?: Direction;
  readonly seed?: number;
  /** CPU threads; 0: one for each core. */
  readonly threads?: number;
  readonly reporter?: Reporter;
  /** Ends the work soon; the result is what is there by then. */
  readonly signal?: AbortSignal;
}

/** Limits of the result's longer side, in pixels, and of its finest version. */
export const SIZE_PX = { min: 32, max: 4096, default: 1024, maxScaled: 8192 } as const;
const MAX_FALLBACKS = 64;
const MAX_LAYERS = 100;
/** Letters may overlap, and stand as far apart as a word is long. */
const SPACING_EM = { min: -0.5, max: 10 } as const;

/** Checks which way is up. @throws NstError NST_BAD_OPTION */
export function checkDirection(value: Direction): void {
  if (typeof value === 'number') checkNumber('direction', value, -360, 360);
  else checkOneOf('direction', value, ['auto', 'up', 'none']);
}

function checkScale(scale: number, size: number): void {
  if (!SCALES.some((allowed) => allowed === scale)) {
    throw new NstError('NST_BAD_OPTION', `scale: expected one of ${SCALES.join(', ')}, found ${scale}`);
  }
  if (scale * size <= SIZE_PX.maxScaled) return;
  const expected = `size times scale of at most ${SIZE_PX.maxScaled}`;
  throw new NstError('NST_BAD_OPTION', `scale: expected ${expected}, found ${size} x ${scale}; choose less`);
}

function reject(problem: string): never {
  throw new NstError('NST_BAD_OPTION', problem);
}

/** Checks what goes with a style, and what without one. */
function checkTogether({ style, styleMask, layer = [], color, animate, engine }: TransferGlyphOptions): void {
  if (style === undefined && layer.length === 0 && color === undefined) {
    const expected = 'expected a picture, or layers to do without one, found neither';
    reject(`style: ${expected}; add --style FILE, --layer or --color`);
  }
  if (style === undefined && styleMask !== undefined) {
    reject('style-mask: expected a style that it belongs to, found none; add --style FILE');
  }
  if (style !== undefined && color !== undefined) {
    reject('color: is for letters without a style; leave it out, or use --layer "fill color=..."');
  }
  if (animate && style === undefined) {
    reject('frames: expected an animated style, found none; add --style FILE');
  }
  if (animate && engine === 'gram') {
    reject('frames: expected the patch engine, which knows where pixels come from; leave out --engine gram');
  }
}

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range
 */
export function checkOptions(options: TransferGlyphOptions): void {
  const check = <K extends keyof TransferGlyphOptions>(
    name: K,
    rule: (value: NonNullable<TransferGlyphOptions[K]>) => unknown,
  ) => {
    const value = options[name];
    if (value !== undefined) rule(value as NonNullable<TransferGlyphOptions[K]>);
  };
  checkTogether(options);
  if (options.text !== undefined) textLines(options.text);
  check('size', (value) => checkInteger('size', value, SIZE_PX.min, SIZE_PX.max));
  check('scale', (value) => checkScale(value, options.size ?? SIZE_PX.default));
  check('align', (value) => checkOneOf('align', value, ALIGNMENTS));
  check('spacing', (value) => checkNumber('spacing', value, SPACING_EM.min, SPACING_EM.max));
  check('lineSpacing', (value) => checkNumber('line-spacing', value, 0.3, 10));
  check('engine', (value) => checkOneOf('engine', value, ENGINES));
  check('deform', (value) => checkNumber('deform', value, 0, 1));
  check('device', (value) => checkOneOf('device', value, DEVICES));
  check('strength', (value) => checkNumber('strength', value, 0, 1));
  check('direction', checkDirection);
  check('seed', (value) => checkInteger('seed', value, 0));
  check('threads', (value) => checkInteger('threads', value, 0, 1024));
  check('layer', ({ length }) => checkInteger('layer (number of layers)', length, 0, MAX_LAYERS));
  check('fallback', ({ length }) => checkInteger('fallback (number of fonts)', length, 0, MAX_FALLBACKS));
}
