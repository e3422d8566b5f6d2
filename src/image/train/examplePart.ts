import { cropTo } from '../../shared/pictures/crop.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import type { Rng } from '../../shared/rng.js';

/** A random square of a style, [side, side, 3]; of styles that are smaller, all that there is, enlarged. */
export function examplePart(style: Picture, rng: Rng, sidePx: number): Float32Array {
  const side = Math.min(style.width, style.height, sidePx);
  const [left, top] = [rng.integer(style.width - side + 1), rng.integer(style.height - side + 1)];
  const part = cropTo(style, { left, top, width: side, height: side });
  return side === sidePx ? part.pixels : resizePicture(part, { width: sidePx, height: sidePx }).pixels;
}
