import { cropTo } from '../../shared/pictures/crop.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import type { Rng } from '../../shared/rng.js';

/** Side of the squares that are taken for styles of their own. */
const SIDE_PX = 320;
/** They show at least this share of it, enlarged, or all of it. */
const LEAST_PART = 0.5;

/**
 * Styles made of one: squares of it, enlarged more or less, all but the first with their colours exchanged. A net for any style has to
 * see many, and a painting has more than one way of being painted in it. As all are of one size, they are looked at by one graph.
 */
export function styleViews(style: Picture, rng: Rng, count: number): Picture[] {
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? squareOf(style, rng, 1) : recoloured(partOf(style, rng), rng),
  );
}

const partOf = (style: Picture, rng: Rng): Picture =>
  squareOf(style, rng, LEAST_PART + (1 - LEAST_PART) * rng.uniform());

/** @param part side of the square before it is enlarged, as a share of `SIDE_PX` */
function squareOf(style: Picture, rng: Rng, part: number): Picture {
  const side = Math.min(style.width, style.height, Math.round(part * SIDE_PX));
  const [left, top] = [rng.integer(style.width - side + 1), rng.integer(style.height - side + 1)];
  const square = cropTo(style, { left, top, width: side, height: side });
  return resizePicture(square, { width: SIDE_PX, height: SIDE_PX });
}

/** Red, green and blue in another order. */
function recoloured({ width, height, pixels }: Picture, rng: Rng): Picture {
  const first = rng.integer(RGB);
  const turn = rng.uniform() < 0.5 ? 1 : 2;
  const order = [first, (first + turn) % RGB, (first + 2 * turn) % RGB];
  return { width, height, pixels: pixels.map((_, i) => pixels[i - (i % RGB) + order[i % RGB]!]!) };
}
