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
  return setLightness(lightnessOf(lightness), colours);
}

/** Lightness of each pixel in Oklab, [height, width] in 0..1. */
export function lightnessOf({ pixels }: Picture): Float32Array {
  return Float32Array.from({ length: pixels.length / RGB }, (_, i) => oklabOf(colourAt(pixels, i * RGB))[0]);
}

/** The picture with another lightness of each pixel, [height, width]; hue and chroma stay as far as sRGB goes. */
export function setLightness(lightness: Float32Array, picture: Picture): Picture {
  const pixels = new Float32Array(picture.pixels.length);
  for (let i = 0; i < lightness.length; i++) {
    const [, a, b] = oklabOf(colourAt(picture.pixels, i * RGB));
    pixels.set(nearestSrgb([lightness[i]!, a, b]), i * RGB);
  }
  return { ...picture, pixels };
}
