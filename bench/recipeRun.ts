import { readWork } from '../src/image/inputs.js';
import { PictureTransfer } from '../src/image/pictureTransfer.js';
import type { Recipe } from '../src/image/recipe.js';
import { openEngine } from '../src/shared/engine/openEngine.js';
import { openNetwork } from '../src/shared/networks/openNetwork.js';
import { fitTo, type Picture } from '../src/shared/pictures/picture.js';
import { readPicture } from '../src/shared/pictures/read.js';
import { openPicture } from '../src/shared/pictures/source.js';
import { SILENT } from '../src/shared/reporter.js';

/** What came of a recipe. */
export interface RecipeRun {
  readonly picture: Picture;
  /** Of one transfer on one thread, from the opening of the engine on. */
  readonly cpuSeconds: number;
  /** Evaluations of the losses. */
  readonly iterations: number;
}

/** A picture whose longer side is `sizePx`. */
export const readFitting = (path: string, sizePx: number): Promise<Picture> =>
  readPicture(path, (natural) => fitTo(natural, sizePx));

/** One transfer of a recipe that need not be a preset, on one thread. */
export async function runRecipe(
  content: string,
  style: string,
  recipe: Recipe,
  sizePx: number,
): Promise<RecipeRun> {
  const source = await openPicture(content);
  const inputs = await readWork({ content, style, size: sizePx }, source, recipe, SILENT);
  const network = await openNetwork(recipe.network);
  const before = process.cpuUsage();
  const engine = await openEngine({ device: 'cpu', threads: 1 });
  const transfer = new PictureTransfer(engine, network, recipe, false);
  const { picture, iterations } = await transfer.run(inputs, { reporter: SILENT });
  await engine.close();
  const { user, system } = process.cpuUsage(before);
  return { picture, iterations, cpuSeconds: (user + system) / 1e6 };
}
