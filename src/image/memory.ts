import { availableMemory } from 'node:process';
import { NstError } from '../shared/errors.js';
import { PICTURE_NETWORKS } from '../shared/networks/pictureNetworks.js';
import { fitTo, type Size, sizeText } from '../shared/pictures/picture.js';
import { extendSize } from './margin.js';
import type { Recipe } from './recipe.js';

/** Sizes that are proposed are multiples of this. */
const STEP_PX = 16;

/** How much memory a transfer will need, in bytes. */
export function predictMemory({ network, marginPx }: Recipe, size: Size): number {
  const { width, height } = extendSize(size, marginPx);
  const { baseBytes, pixelBytes } = PICTURE_NETWORKS[network.name];
  return baseBytes + width * height * pixelBytes(network);
}

/**
 * Refuses work that cannot succeed, before it begins.
 *
 * @param availableBytes what this process may still use; asked of the system if left out
 * @throws NstError NST_MEMORY, with the size that would fit
 */
export function checkMemory(
  recipe: Recipe,
  size: Size,
  longSidePx: number,
  availableBytes = availableMemory(),
): void {
  const needed = predictMemory(recipe, size);
  if (needed <= availableBytes) return;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  const fits = largestFit(recipe, size, availableBytes);
  const advice = fits > 0 ? `use size ${fits} or less, or preset draft` : 'close other programs';
  throw new NstError(
    'NST_MEMORY',
    `size ${longSidePx}: a result of ${sizeText(size)} needs about ${gigabytes(needed)} of memory, ${gigabytes(availableBytes)} are free; ${advice}`,
  );
}

/** The longest side, a multiple of 16, at which the picture fits into memory; 0 if none does. */
function largestFit(recipe: Recipe, size: Size, availableBytes: number): number {
  let longSidePx = Math.floor(Math.max(size.width, size.height) / STEP_PX) * STEP_PX;
  while (longSidePx > 0 && predictMemory(recipe, fitTo(size, longSidePx)) > availableBytes)
    longSidePx -= STEP_PX;
  return longSidePx;
}
