import { boxBlur } from '../../shared/fields/boxBlur.js';
import { type Grid, slopeAt } from '../../shared/fields/grid.js';
import { lumaPlane } from '../../shared/pictures/luma.js';
import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';

/** Values of the tensor at a pixel: xx, xy, yy. */
const ENTRIES = 3;

/** Which way things run in a picture. */
export interface Flow extends Size {
  /** [height, width, 3]: the structure tensor, xx, xy and yy. */
  readonly tensor: Float32Array;
}

/** A direction and how sure it is: 0 where all directions are alike, 1 where there is one alone. */
export interface Direction {
  readonly x: number;
  readonly y: number;
  readonly coherence: number;
}

/** The direction along which a tensor changes least, of length 1. */
export function directionOf(xx: number, xy: number, yy: number): Direction {
  const spread = Math.hypot(xx - yy, 2 * xy);
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy) + Math.PI / 2;
  const total = xx + yy;
  return { x: Math.cos(angle), y: Math.sin(angle), coherence: total > 0 ? spread / total : 0 };
}

/** Where a place itself shows nothing but noise, what is farther around decides: this far, and with this weight. */
const AROUND = { reach: 5, weight: 0.15 } as const;

/** The products of slopes of a picture's brightness, one map for each entry. */
function slopeProducts({ width, height, pixels }: Picture): Grid[] {
  const data = lumaPlane(pixels, RGB);
  const grid = { width, height, data };
  const maps = Array.from({ length: ENTRIES }, () => ({
    width,
    height,
    data: new Float32Array(data.length),
  }));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = slopeAt(grid, x, y);
      [dx * dx, dx * dy, dy * dy].forEach((product, k) => {
        maps[k]!.data[y * width + x] = product;
      });
    }
  }
  return maps;
}

/**
 * The structure tensor of a picture's brightness: products of slopes, averaged around each pixel (Bigün & Granlund 1987).
 * Unlike slopes it can be averaged: those on both sides of a line do not cancel. Strong slopes count more, so that flat places
 * follow the shapes around them.
 *
 * @param radiusPx how far it is averaged
 */
export function flowOf(picture: Picture, radiusPx: number): Flow {
  const { width, height } = picture;
  const tensor = new Float32Array(width * height * ENTRIES);
  for (const [k, products] of slopeProducts(picture).entries()) {
    const near = boxBlur(products, Math.max(1, radiusPx));
    const around = boxBlur(near, AROUND.reach * radiusPx);
    for (let i = 0; i < near.data.length; i++) {
      tensor[i * ENTRIES + k] = near.data[i]! + AROUND.weight * around.data[i]!;
    }
  }
  return { width, height, tensor };
}

/** The direction at a pixel. */
export function flowAt({ tensor }: Flow, pixel: number): Direction {
  const i = pixel * ENTRIES;
  return directionOf(tensor[i]!, tensor[i + 1]!, tensor[i + 2]!);
}
