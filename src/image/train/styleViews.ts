import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import type { Rng } from '../../shared/rng.js';

/** The least part of a style's sides that is taken for a style of its own. */
const LEAST_PART = 0.4;

/**
 * Styles made of one: it itself, and parts of it, enlarged, with their colours exchanged. A net for any style has to see many, and
 * a painting has more than one way of being painted in it.
 */
export function styleViews(style: Picture, rng: Rng, count: number): Picture[] {
  return [style, ...Array.from({ length: count - 1 }, () => recoloured(partOf(style, rng), rng))];
}

function partOf(style: Picture, rng: Rng): Picture {
  const share = LEAST_PART + (1 - LEAST_PART) * rng.uniform();
  const [width, height] = [Math.round(share * style.width), Math.round(share * style.height)];
  const [left, top] = [rng.integer(style.width - width + 1), rng.integer(style.height - height + 1)];
  const pixels = new Float32Array(width * height * RGB);
  for (let y = 0; y < height; y++) {
    const begin = ((top + y) * style.width + left) * RGB;
    pixels.set(style.pixels.subarray(begin, begin + width * RGB), y * width * RGB);
  }
  return resizePicture({ width, height, pixels }, style);
}

/** Red, green and blue in another order. */
function recoloured({ width, height, pixels }: Picture, rng: Rng): Picture {
  const first = rng.integer(RGB);
  const turn = rng.uniform() < 0.5 ? 1 : 2;
  const order = [first, (first + turn) % RGB, (first + 2 * turn) % RGB];
  return { width, height, pixels: pixels.map((_, i) => pixels[i - (i % RGB) + order[i % RGB]!]!) };
}
