/** Checks of the options of text that can be made without reading a file. */
import { NstError } from '../shared/errors.js';
import { checkTable } from '../shared/options/checkTable.js';
import { chosenEngine } from './engineNames.js';
import { GLYPH_OPTIONS, SIZE_PX, type TransferGlyphOptions } from './options.js';

function reject(problem: string): never {
  throw new NstError('NST_BAD_OPTION', problem);
}

/** Checks what goes with a style, and what without one. */
function checkStyle({ style, styleMask, layer = [], color }: TransferGlyphOptions): void {
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
}

/** Checks what goes with which engine. */
function checkEngine({ style, animate, statistic, engine = 'auto' }: TransferGlyphOptions): void {
  const hasBands = chosenEngine(engine) === 'bands';
  if (animate && style === undefined) {
    reject('frames: expected an animated style, found none; add --style FILE');
  }
  if (animate && hasBands) {
    const expected = 'expected the patch engine, which knows where pixels come from';
    reject(`frames: ${expected}; leave out --engine ${engine}`);
  }
  if (statistic !== undefined && !hasBands) {
    reject('statistic: is for the bands engine; leave it out, or add --engine bands');
  }
}

function checkFinest({ size = SIZE_PX.default, scale = 1 }: TransferGlyphOptions): void {
  if (scale * size <= SIZE_PX.maxScaled) return;
  const expected = `size times scale of at most ${SIZE_PX.maxScaled}`;
  reject(`scale: expected ${expected}, found ${size} x ${scale}; choose less`);
}

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range
 */
export function checkOptions(options: TransferGlyphOptions): void {
  checkStyle(options);
  checkTable(GLYPH_OPTIONS, options);
  checkEngine(options);
  checkFinest(options);
}
