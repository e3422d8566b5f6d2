import type { Engine } from '../../shared/engine/engine.js';
import { NstError } from '../../shared/errors.js';
import { openNetwork } from '../../shared/networks/openNetwork.js';
import { MIN_SIDE_PX, type Picture, type Size } from '../../shared/pictures/picture.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import type { LabelRegions } from '../labelMaps.js';
import { extendPicture, extendPlane } from '../margin.js';
import { PictureTransfer } from '../pictureTransfer.js';
import type { Recipe } from '../recipe.js';

/** A photograph, its styles, and how it is given them. */
export interface RestyleTask {
  readonly recipe: Recipe;
  readonly content: Picture;
  readonly styles: readonly Picture[];
  readonly regions: LabelRegions | undefined;
  /** Of each style; left out: alike. */
  readonly styleBlend: readonly number[] | undefined;
}

/** How it is watched. */
export interface RestyleTools {
  readonly reporter?: Reporter | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Whether a network sees anything in a picture of this size. */
export const isLargeEnough = ({ width, height }: Size): boolean => Math.min(width, height) >= MIN_SIDE_PX;

/**
 * Gives a photograph what colours alone cannot: clouds, lamps, leaves, by the statistics of the style's features, region by region.
 * What comes of it has strokes where the recipe does not hold them; a finish takes them away.
 *
 * @returns of the size of the content
 * @throws NstError NST_ABORTED if the signal says so
 */
export async function restyle(engine: Engine, task: RestyleTask, tools: RestyleTools): Promise<Picture> {
  const { styles, regions, styleBlend } = task;
  const recipe: Recipe = { ...task.recipe, styleBlend };
  const { reporter = SILENT, signal } = tools;
  const network = await openNetwork(recipe.network, {});
  const transfer = new PictureTransfer(engine, network, recipe, false);
  try {
    const { marginPx } = recipe;
    const inputs = {
      marginPx,
      content: extendPicture(task.content, marginPx),
      styles: styles.map((picture, i) => ({ picture, regions: regions?.styles[i] ?? [] })),
      contentMasks: (regions?.content ?? []).map((plane) => extendPlane(plane, task.content, marginPx)),
      isByLabel: regions !== undefined,
      init: undefined,
    };
    const { picture, ended } = await transfer.run(inputs, { reporter, signal });
    if (ended === 'stopped') throw new NstError('NST_ABORTED', 'interrupted: nothing was written');
    return picture;
  } finally {
    await transfer.close();
  }
}
