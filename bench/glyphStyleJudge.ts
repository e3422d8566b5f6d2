/** What is measured of a style that was read. */

import { takeOffGround } from '../src/glyph/style/matte/takeOff.js';
import type { Style } from '../src/glyph/style/readStyle.js';
import type { Grid } from '../src/shared/fields/grid.js';
import { RGB } from '../src/shared/pictures/picture.js';
import type { Premultiplied } from '../src/shared/pictures/premultiplied.js';
import { RGBA } from '../src/shared/pictures/premultiplied.js';
import { shapeOverlap } from '../test/support/shapeOverlap.js';
import type { StyleCase } from '../test/support/styleCases.js';

/** Numbers by the name of their column. */
export interface StyleVerdict {
  /** Intersection over union of the shape that was found without a mask and the true one. */
  readonly overlap: number;
  /** The same for the shape that a feathered mask was taken for. */
  readonly softOverlap: number;
  /** Sum of absolute differences of alpha, for each pixel of the true shape's boundary; without and with a mask. */
  readonly alphaError: number;
  readonly maskedAlphaError: number;
  /** PSNR of what was read, over the ground as it was estimated, beside the picture itself, dB. */
  readonly composed: number;
  /** PSNR beside the truth on other letters, dB. */
  readonly transfer: number;
  readonly seconds: number;
}

const COVERED = 0.5;

/** Intersection over union at the half level; 0 if nothing was found. */
export const overlap = (found: Grid | undefined, truth: Grid): number =>
  found ? shapeOverlap(found, truth) : 0;

/** Pixels inside a shape that touch its outside. */
function boundaryLength({ width, data }: Grid): number {
  const isInside = (i: number) => data[i]! >= COVERED;
  return data.reduce(
    (count, _, i) =>
      count + Number(isInside(i) && [1, -1, width, -width].some((step) => !isInside(i + step))),
    0,
  );
}

/** Sum of absolute differences of alpha for each pixel of the shape's boundary. */
export function alphaError({ rgba }: Premultiplied, { truth, shape }: StyleCase): number {
  let sum = 0;
  for (let i = RGB; i < rgba.length; i += RGBA) sum += Math.abs(rgba[i]! - truth.rgba[i]!);
  return sum / boundaryLength(shape);
}

/** PSNR of a style laid back on the ground that it was taken off; 0 without one. */
export function composed({ shape }: Style, { picture }: StyleCase): number {
  if (!shape) return 0;
  const {
    picture: { rgba },
    ground,
  } = takeOffGround(picture, shape);
  let sum = 0;
  for (const [k, seen] of picture.pixels.entries()) {
    const [pixel, c] = [Math.floor(k / RGB), k % RGB];
    sum += (rgba[pixel * RGBA + c]! + (1 - rgba[pixel * RGBA + RGB]!) * ground[k]! - seen) ** 2;
  }
  return Math.min(100, -10 * Math.log10(sum / picture.pixels.length));
}
