/** What letters are to look like: a style, layers, or both. */

import type { Grid } from '../../shared/fields/grid.js';
import type { OptionsOf } from '../../shared/options/option.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';
import { checkOptions } from '../checkOptions.js';
import { isSolid, type Layer, openLayer } from '../effects/layer.js';
import { paintLayers } from '../effects/paintLayers.js';
import { chosenEngine } from '../engineNames.js';
import type { LOOK_OPTIONS, TransferGlyphOptions } from '../options.js';
import { paintUnshadowed } from '../patch/field.js';
import { weaken } from '../patch/weaken.js';
import { PLAIN_COLOUR, plainStyliser } from '../plain.js';
import type { Sides } from '../style/reach.js';
import { openStyliser, type Stylised } from '../styliser.js';
import { layerReach } from '../target/layerReach.js';

/** Shapes with their effect. */
export interface StyledSheet {
  readonly picture: Premultiplied;
  readonly outline: Grid;
  /** The picture without the shadow that it throws. Left out: it throws none. */
  readonly unshadowed?: (() => Premultiplied) | undefined;
}

/** Larger sheets need much memory in an engine; smaller ones cost more, as each prepares the example anew. */
const SHEET_PIXELS = { patch: 1_500_000, teffect2017: 1_500_000, bands: 300_000 } as const;

/** A look that is read once and given to any number of glyphs. */
export interface Look {
  /** Room that it needs around a glyph: in radii of the strokes, */
  readonly reachRadii: Sides;
  /** and on top of that in pixels. */
  readonly marginPx: number;
  /** As many pixels as it is to be given at once. */
  readonly sheetPixels: number;
  /** That a style pack came with. */
  readonly seed?: number | undefined;
  /**
   * Gives shapes their effect.
   *
   * @param radiusPx half the width that the strokes are taken for
   * @returns a picture as large as the mask, and the shapes as they were used: bent, if that was asked for
   */
  stylise(mask: Grid, seed: number, radiusPx: number): Promise<StyledSheet>;
  /** Lays layers on a single glyph, whose size gradients and patterns keep to. */
  finish(picture: Premultiplied, mask: Grid): Premultiplied;
  /** Lays on those that belong to body and rim, and no shadows and glows. */
  finishSolid(picture: Premultiplied, mask: Grid): Premultiplied;
  close(): Promise<void>;
}

/** Options that say what letters look like. */
export type LookOptions = OptionsOf<typeof LOOK_OPTIONS> & Pick<TransferGlyphOptions, 'reporter' | 'signal'>;

function finishWith(layers: readonly Layer[]): Look['finish'] {
  return (picture, mask) => (layers.length === 0 ? picture : paintLayers(picture, mask, layers).picture);
}

/**
 * Reads style and layers.
 *
 * @throws NstError NST_BAD_OPTION and NST_BAD_INPUT, as `transferGlyph`
 */
export async function openLook(options: LookOptions): Promise<Look> {
  checkOptions(options);
  const { style, color = PLAIN_COLOUR } = options;
  const layers = await Promise.all((options.layer ?? []).map(openLayer));
  const styliser = style === undefined ? plainStyliser(color) : await openStyliser({ ...options, style });
  const { sides, px } = layerReach(styliser.reachRadii, layers);
  return {
    reachRadii: sides,
    marginPx: px,
    sheetPixels: SHEET_PIXELS[chosenEngine(options.engine ?? 'auto')],
    seed: styliser.seed,
    stylise: async (mask, seed, radiusPx) => {
      const stylised: StyledSheet & Partial<Stylised> = {
        outline: mask,
        ...(await styliser.stylise(mask, seed, radiusPx)),
      };
      const { picture, outline, field, example } = stylised;
      const { strength = 1 } = options;
      const unshadowed = () =>
        field && example ? weaken(paintUnshadowed(field, example.picture), outline, strength) : picture;
      return { picture, outline, unshadowed };
    },
    finish: finishWith(layers),
    finishSolid: finishWith(layers.filter(isSolid)),
    close: () => styliser.close(),
  };
}
