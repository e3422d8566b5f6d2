import { availableMemory } from 'node:process';
import type { Size } from '../shared/pictures/picture.js';
import { rejectMemory, STEP_PX } from './rejectMemory.js';

/**
 * Peaks of strokes, regions, patches and analogies at 256 and 768 px: 120 to 150 MB, and 80 to 230 bytes more for each pixel.
 */
const BASE_BYTES = 150e6;
const PIXEL_BYTES = 250;

/**
 * Refuses pictures that cannot be made in the memory that there is, before the work begins: those that are made without a
 * network, whose needs go by the pixel.
 *
 * @param sizePx the option that asked for it
 * @param availableBytes what this process may still use; asked of the system if left out
 * @throws NstError NST_MEMORY, with the size that would fit
 */
export function checkPaintMemory(
  { width, height }: Size,
  sizePx: number,
  availableBytes = availableMemory(),
): void {
  const needed = BASE_BYTES + PIXEL_BYTES * width * height;
  if (needed <= availableBytes) return;
  const share = Math.sqrt(Math.max(0, availableBytes - BASE_BYTES) / (PIXEL_BYTES * width * height));
  const fits = Math.floor((share * sizePx) / STEP_PX) * STEP_PX;
  rejectMemory({ size: { width, height }, sizePx, neededBytes: needed, availableBytes, fits });
}
