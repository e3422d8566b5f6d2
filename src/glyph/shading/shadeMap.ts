import { RGB } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { BASIS_SIZE, basisAt, DEPTH_FUNCTIONS } from './basis.js';
import type { Shading } from './shading.js';
import { depthAt, type Sites, siteAt } from './sites.js';

/** What is added to the colours of each pixel, [height, width, RGBA]. */
export type ShadeMap = Float32Array;

/** Over so many radii the shading sets in: about a pixel of a stroke of usual width. */
const ONSET = 0.04;

/** From 0 to 1 without a kink. */
function smoothStep(x: number): number {
  const t = Math.min(1, Math.max(0, x));
  return t * t * (3 - 2 * t);
}

/** The first functions of a channel, summed with their coefficients. */
function sumOf(functions: Float64Array, coefficients: Float64Array, channel: number, count: number): number {
  let value = 0;
  for (let k = 0; k < count; k++) value += functions[k]! * coefficients[k * RGB + channel]!;
  return value;
}

/** What a smooth function says of a place, whatever its depth. @param coefficients [BASIS_SIZE, 3] */
export const placeValueOf = (functions: Float64Array, coefficients: Float64Array, channel: number): number =>
  sumOf(functions, coefficients, channel, DEPTH_FUNCTIONS);

/** What it says of a place at its depth. */
export const wholeValueOf = (functions: Float64Array, coefficients: Float64Array, channel: number): number =>
  sumOf(functions, coefficients, channel, BASIS_SIZE);

/** By how much the shading makes the inside of a shape lighter or darker than the mean. */
export function shadeMap({ fromDepth, coefficients, mean, hasWord }: Shading, sites: Sites): ShadeMap {
  const { data } = sites.distance;
  const map = new Float32Array(data.length * RGBA);
  const functions = new Float64Array(BASIS_SIZE);
  for (let i = 0; i < data.length; i++) {
    const share = smoothStep((depthAt(sites, i) - fromDepth) / ONSET);
    if (share === 0) continue;
    basisAt(siteAt(sites, i), hasWord, functions);
    for (let c = 0; c < RGB; c++)
      map[i * RGBA + c] = share * (placeValueOf(functions, coefficients, c) - mean[c]!);
  }
  return map;
}

/** A picture with a map added, `times` over. Colours may lie beyond black and white then. */
export function shade(picture: Premultiplied, map: ShadeMap, times: 1 | -1): Premultiplied {
  return { ...picture, rgba: picture.rgba.map((value, k) => value + times * map[k]!) };
}

/** Colours that lie beyond black or white are taken back, and alpha beyond 0 and 1. */
export function withinColours(picture: Premultiplied): Premultiplied {
  const rgba = picture.rgba.slice();
  for (let i = 0; i < rgba.length / RGBA; i++) {
    const alpha = Math.min(1, Math.max(0, rgba[i * RGBA + RGB]!));
    rgba[i * RGBA + RGB] = alpha;
    for (let c = 0; c < RGB; c++) {
      rgba[i * RGBA + c] = Math.min(alpha, Math.max(0, rgba[i * RGBA + c]!));
    }
  }
  return { ...picture, rgba };
}
