import type { Grid } from '../fields/grid.js';
import { type Picture, RGB, type Size } from './picture.js';

/**
 * A picture of which parts may be seen through: [height, width, 4], red, green, blue and alpha in 0..1, gamma-encoded sRGB.
 * Colours are multiplied by alpha, so that pictures can be averaged and compared without a thought for what is unseen.
 */
export interface Premultiplied extends Size {
  readonly rgba: Float32Array;
}

/** Channels of `Premultiplied`. */
export const RGBA = 4;

/** Alpha below half a level of 8 bits is written as 0, and seen on no background; a colour divided by less is noise. */
export const LEAST_VISIBLE = 0.5 / 255;

/** Alpha alone. */
export function alphaOf({ width, height, rgba }: Premultiplied): Grid {
  return {
    width,
    height,
    data: Float32Array.from({ length: width * height }, (_, i) => rgba[i * RGBA + RGB]!),
  };
}

/** Multiplies colours by alpha; without one the picture is opaque. */
export function premultiply({ width, height, pixels, alpha }: Picture): Premultiplied {
  const rgba = new Float32Array(width * height * RGBA);
  for (let i = 0; i < width * height; i++) {
    const a = alpha ? alpha[i]! : 1;
    for (let c = 0; c < RGB; c++) rgba[i * RGBA + c] = a * pixels[i * RGB + c]!;
    rgba[i * RGBA + RGB] = a;
  }
  return { width, height, rgba };
}

/** A picture whose alpha is there even if nothing is transparent. */
export interface StraightPicture extends Picture {
  readonly alpha: Float32Array;
}

/** The inverse of `premultiply`. Pixels that are not seen are left black. */
export function unpremultiply({ width, height, rgba }: Premultiplied): StraightPicture {
  const pixels = new Float32Array(width * height * RGB);
  const alpha = new Float32Array(width * height);
  for (let i = 0; i < alpha.length; i++) {
    const a = rgba[i * RGBA + RGB]!;
    if (a < LEAST_VISIBLE) continue;
    alpha[i] = Math.min(1, a);
    for (let c = 0; c < RGB; c++) pixels[i * RGB + c] = rgba[i * RGBA + c]! / a;
  }
  return { width, height, pixels, alpha };
}
