import { availableMemory } from 'node:process';
import { NstError } from '../shared/errors.js';
import { type Size, sizeText } from './picture.js';
import type { Recipe } from './recipe.js';

/** Node, libraries, networks: what a run needs however small the picture. */
const BASE_BYTES = { inception: 300e6, vgg19: 800e6, vgg16: 750e6 } as const;
/** Peak bytes for each pixel of the largest stage, measured at 512 and 1024 px; see docs/benchmarks.md. */
const PIXEL_BYTES = { inception: { 1: 4400, 2: 1300 }, vgg19: 6500, vgg16: 6000 } as const;

/** How much memory a transfer will need, in bytes. */
export function predictMemory({ network }: Recipe, { width, height }: Size): number {
  const perPixel =
    network.name === 'inception'
      ? PIXEL_BYTES.inception[network.geometry === 'trained' ? 2 : (network.firstStride ?? 1)]
      : PIXEL_BYTES[network.name];
  return BASE_BYTES[network.name] + width * height * perPixel;
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
  const fixed = BASE_BYTES[recipe.network.name];
  const shrink = Math.sqrt(Math.max(0, availableBytes - fixed) / (needed - fixed));
  const fits = Math.floor((longSidePx * shrink) / 16) * 16;
  const advice = fits > 0 ? `use size ${fits} or less, or preset draft` : 'close other programs';
  throw new NstError(
    'NST_MEMORY',
    `size ${longSidePx}: a result of ${sizeText(size)} needs about ${gigabytes(needed)} of memory, ${gigabytes(availableBytes)} are free; ${advice}`,
  );
}
