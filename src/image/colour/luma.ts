import { NstError } from '../../shared/errors.js';
import type { Vector3 } from '../../shared/linalg/matrix3.js';
import { type Picture, RGB, sizeText } from '../../shared/pictures/picture.js';
import { nearestSrgb, oklabOf } from './oklab.js';

/** The colour of a pixel, clamped to 0..1. */
function colourAt(pixels: Float32Array, offset: number): Vector3 {
  const value = (c: number) => Math.min(1, Math.max(0, pixels[offset + c]!));
  return [value(0), value(1), value(2)];
}

/**
 * Lightness of one picture, hue and chroma of the other: laid over a finished transfer, it gives the content its
 * own colours back.
 *
 * Other tools swap Y of Rec. 601 (neural-style's `original_colors`). Here the swap is done in Oklab, where
 * lightness and colour are apart for the eye: a blue sky made lighter stays blue, and does not drift to cyan
 * or violet. Colours beyond sRGB lose chroma, not lightness.
 *
 * @param lightness the result of the transfer
 * @param colours the content, of the same size; its alpha is kept
 */
export function swapLuma(lightness: Picture, colours: Picture): Picture {
  if (sizeText(lightness) !== sizeText(colours)) {
    const sizes = `${sizeText(lightness)} and ${sizeText(colours)}`;
    throw new NstError('NST_INTERNAL', `lightness and colours must be of one size, found ${sizes}`);
  }
  const pixels = new Float32Array(colours.pixels.length);
  for (let i = 0; i < pixels.length; i += RGB) {
    const [light] = oklabOf(colourAt(lightness.pixels, i));
    const [, a, b] = oklabOf(colourAt(colours.pixels, i));
    pixels.set(nearestSrgb([light, a, b]), i);
  }
  return { ...colours, pixels };
}
