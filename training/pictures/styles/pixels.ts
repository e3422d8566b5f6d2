import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Vector3 } from '../../../src/shared/linalg/matrix3.js';
import { lumaAt } from '../../../src/shared/pictures/luma.js';
import { type Picture, RGB, type Size } from '../../../src/shared/pictures/picture.js';

/** sRGB in 0..1. */
export type Colour = Vector3;

/** The number, or the nearer of 0 and 1. */
export function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** A picture out of the colour of each pixel; what lies outside 0..1 is clamped. */
export function pictureOf(size: Size, colourOf: (x: number, y: number) => Colour): Picture {
  const pixels = new Float32Array(size.width * size.height * RGB);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const colour = colourOf(x, y);
      const first = (y * size.width + x) * RGB;
      for (let c = 0; c < RGB; c++) pixels[first + c] = clamp01(colour[c]!);
    }
  }
  return { width: size.width, height: size.height, pixels };
}

/** A number for each pixel. */
export function gridOf(size: Size, numberOf: (x: number, y: number) => number): Grid {
  const data = new Float32Array(size.width * size.height);
  for (let i = 0; i < data.length; i++) data[i] = numberOf(i % size.width, Math.floor(i / size.width));
  return { width: size.width, height: size.height, data };
}

/** Brightness of each pixel, 0..1. */
export function lumaGrid(picture: Picture): Grid {
  return gridOf(picture, (x, y) => lumaAt(picture.pixels, (y * picture.width + x) * RGB));
}

/** The number of the pixel that a point lies in; beyond the border that of the nearest pixel. */
export function pixelAt({ width, height }: Size, x: number, y: number): number {
  const [column, row] = [Math.round(x), Math.round(y)];
  return Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column));
}

/** The colour at a point; beyond the border that of the nearest pixel. */
export function colourNear(picture: Picture, x: number, y: number): Colour {
  const first = pixelAt(picture, x, y) * RGB;
  return [picture.pixels[first]!, picture.pixels[first + 1]!, picture.pixels[first + 2]!];
}

/** From `a` (share 0) to `b` (share 1). */
export function mix(a: Colour, b: Colour, share: number): Colour {
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])];
}

/** A colour under more or less light. */
export function lit(colour: Colour, light: number): Colour {
  return [colour[0] * light, colour[1] * light, colour[2] * light];
}

/** A length that is meant for a picture whose longer side is 512 px. */
export function scaledPx(size: Size, px: number): number {
  return (px * Math.max(size.width, size.height)) / 512;
}
