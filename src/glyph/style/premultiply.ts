import type { Picture } from '../../shared/pictures/picture.js';
import { RGB } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../grid.js';

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
