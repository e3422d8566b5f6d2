import { type Picture, RGB } from './picture.js';

/**
 * Between two pictures of one size.
 *
 * @param share of the second, 0..1: one for all, or [height, width]
 */
export function mixPictures(from: Picture, to: Picture, share: number | Float32Array): Picture {
  const shareOf = typeof share === 'number' ? () => share : (i: number) => share[Math.floor(i / RGB)]!;
  const pixels = to.pixels.map((value, i) => shareOf(i) * value + (1 - shareOf(i)) * from.pixels[i]!);
  return { ...to, pixels };
}
