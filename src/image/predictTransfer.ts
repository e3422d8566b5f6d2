import { openPicture } from '../shared/pictures/source.js';
import { resultSize } from './inputs.js';
import { makeRecipe } from './makeRecipe.js';
import { predictMemory } from './memory.js';
import { SIZE_PX, type TransferImageOptions } from './options.js';

/**
 * How much memory `transferImage` will take with these options, in bytes; of the content, only the head is read.
 *
 * @throws NstError as `transferImage`
 */
export async function predictTransfer(options: TransferImageOptions): Promise<number> {
  const recipe = makeRecipe(options);
  const content = await openPicture(options.content);
  const size = resultSize(content, options.size ?? SIZE_PX.default, recipe.marginPx);
  const bytes = predictMemory(recipe, size, options.styleScale);
  return Math.min(bytes, options.memory ?? Number.POSITIVE_INFINITY);
}
