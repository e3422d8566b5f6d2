import { NstError } from '../shared/errors.js';
import { SILENT } from '../shared/reporter.js';
import type { Grid, Premultiplied } from './grid.js';
import { checkOptions, type EngineName, SIZE_PX, type TransferGlyphOptions } from './options.js';
import type { ShapeOrigin } from './style/readStyle.js';
import { openStyliser, type Stylised } from './styliser.js';
import { layTarget } from './target/layTarget.js';
import { type TextMask, textMask } from './target/textMask.js';
import { textLines } from './text/checkText.js';

/** What came of a transfer. */
export interface TransferGlyphResult {
  readonly picture: Premultiplied;
  /** The plain text. */
  readonly mask: Grid;
  readonly seconds: number;
  readonly engine: Exclude<EngineName, 'auto'>;
  /** An effect shown on a shape, or a texture. */
  readonly styleKind: 'effect' | 'texture';
  /** How the style's shape was found. */
  readonly styleShape: ShapeOrigin;
  /** Pixels in one em of the text. */
  readonly pxPerEm: number;
  readonly seed: number;
  /** The style as it was used, and where each pixel came from. */
  readonly stylised: Stylised;
  /** Characters that were drawn as boxes. */
  readonly missing: readonly string[];
  /** Whether all was done, or the signal ended it. */
  readonly ended: 'finished' | 'stopped';
}

/**
 * Writes a text in the style of a picture.
 *
 * The same options give the same pixels, on any number of threads.
 *
 * @throws NstError NST_BAD_OPTION or NST_BAD_INPUT, each with one line that names the option or file and says what to do
 */
export async function transferGlyph(options: TransferGlyphOptions): Promise<TransferGlyphResult> {
  const begin = performance.now();
  checkOptions(options);
  textLines(options.text);
  const { reporter = SILENT, seed = 0, size = SIZE_PX.default, scale = 1 } = options;
  const layout = await layTarget(options);
  const styliser = await openStyliser(options);
  try {
    const target = textMask(layout, size * scale, styliser.reach);
    if (!target) throw new NstError('NST_BAD_OPTION', 'text: expected letters with ink, found only blanks');
    reporter.stage(`${target.mask.width}x${target.mask.height} px, style: ${describe(styliser.style)}`);
    const stylised = await styliser.stylise(target.mask, seed, target.radiusPx);
    const { shapeOrigin } = styliser.style;
    return {
      ...resultOf(target, stylised),
      styleKind: shapeOrigin === 'none' ? 'texture' : 'effect',
      styleShape: shapeOrigin,
      engine: 'patch',
      seconds: (performance.now() - begin) / 1000,
      seed,
      missing: layout.missing,
      ended: options.signal?.aborted ? 'stopped' : 'finished',
    };
  } finally {
    await styliser.close();
  }
}

const DESCRIPTIONS: Readonly<Record<ShapeOrigin, string>> = {
  mask: 'an effect, its shape from the mask',
  alpha: 'an effect, its shape from its alpha',
  found: 'an effect, its shape found on a plain background',
  none: 'a texture',
};

function describe({ shapeOrigin }: { readonly shapeOrigin: ShapeOrigin }): string {
  return DESCRIPTIONS[shapeOrigin];
}

function resultOf({ mask, pxPerEm }: TextMask, stylised: Stylised) {
  return { picture: stylised.picture, mask, pxPerEm, stylised };
}
