import { NstError } from '../../shared/errors.js';
import type { Grid } from '../../shared/fields/grid.js';
import { SILENT } from '../../shared/reporter.js';
import type { TransferGlyphOptions } from '../options.js';
import { readShape } from '../shape/readShape.js';
import { shapeMask } from '../shape/shapeMask.js';
import type { Sides } from '../style/reach.js';
import { layTarget } from './layTarget.js';
import { LEAST_MARGIN_PX, measureText, textMask, widestRadius } from './textMask.js';

/** A text or shape, drawn. */
export interface TargetMask {
  /** How much of each pixel it covers, 0..1. */
  readonly mask: Grid;
  /** Half the width of its strokes, in pixels. */
  readonly radiusPx: number;
  /** Pixels in one em of a text. */
  readonly pxPerEm?: number;
}

/** What is given an effect: a text or a shape, to be drawn at any size. */
export interface Target {
  /** Characters that were drawn as boxes. */
  readonly missing: readonly string[];
  /** Half the width of its strokes in pixels, at the most: in a picture whose longer side it fills. */
  readonly widestRadius: (sizePx: number) => Promise<number>;
  /**
   * @param sizePx longer side of the picture
   * @param reachRadii room for an effect, in radii of the strokes
   * @param marginPx room on top of that, on every side
   */
  readonly draw: (sizePx: number, reachRadii: Sides, marginPx: number) => Promise<TargetMask>;
}

const NO_ROOM: Sides = { top: 0, right: 0, bottom: 0, left: 0 };
/** Capitals that are less high show nothing of an effect, and are hard to read. */
const LEAST_HEIGHT_PX = 24;

/** What to tell the user about letters that are too small; undefined if they are not. */
function smallWarning(heightPx: number): string | undefined {
  if (heightPx >= LEAST_HEIGHT_PX) return undefined;
  const problem = `its capitals are ${Math.max(1, Math.round(heightPx))} px high, too small for an effect`;
  return `text: ${problem}; choose a larger --size, or cut the line, with --wrap auto or a line feed`;
}

async function openText(options: TransferGlyphOptions & { readonly text: string }): Promise<Target> {
  const layout = await layTarget(options);
  const ink = measureText(layout);
  return {
    missing: layout.missing,
    widestRadius: async (sizePx) => (ink ? widestRadius(ink, sizePx) : 0),
    draw: async (sizePx, reachRadii, marginPx) => {
      const target = textMask(layout, sizePx, reachRadii, LEAST_MARGIN_PX + marginPx, ink);
      const warning = target && smallWarning(target.pxPerEm * layout.capHeightEm);
      if (warning) (options.reporter ?? SILENT).warn(warning);
      if (target) return target;
      throw new NstError('NST_BAD_OPTION', 'text: expected letters with ink, found only blanks');
    },
  };
}

async function openShape(path: string): Promise<Target> {
  const source = await readShape(path);
  return {
    missing: [],
    widestRadius: async (sizePx) => (await shapeMask(source, sizePx, NO_ROOM, 0)).radiusPx,
    draw: (sizePx, reachRadii, marginPx) => shapeMask(source, sizePx, reachRadii, LEAST_MARGIN_PX + marginPx),
  };
}

/**
 * Reads what is given an effect.
 *
 * @throws NstError NST_BAD_OPTION if there is neither text nor shape, or both; else as `layTarget` and `readShape`
 */
export async function openTarget(options: TransferGlyphOptions): Promise<Target> {
  const { text, shape } = options;
  if (shape !== undefined && text !== undefined) {
    throw new NstError('NST_BAD_OPTION', 'shape: expected no text beside it; leave one of them out');
  }
  if (shape !== undefined) return openShape(shape);
  if (text !== undefined) return openText({ ...options, text });
  throw new NstError(
    'NST_BAD_OPTION',
    'text: expected a text to write, found none; add one, or --shape FILE',
  );
}
