import { RGB } from '../../shared/pictures/picture.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import type { ShapedExample } from '../synthesis.js';
import { BASIS_SIZE, basisAt } from './basis.js';
import { wholeValueOf } from './shadeMap.js';
import type { Shading } from './shading.js';
import { depthAt, type Sites, siteAt } from './sites.js';

/** Depths are told apart by this much, in radii: less than a pixel of a stroke of usual width. */
const STEP = 0.02;
/** Where the error is more than this many times that of the inside, there is something else. */
const MOST_TIMES = 3;
/** Errors below this can't be seen. */
const LEAST_SQUARE = 4e-4;

/**
 * How near to the contour a shading still holds: rims begin where colours depart from it.
 *
 * @returns depth in radii, at most that which the shading was fitted from
 */
export function outermostDepth({ picture }: ShapedExample, sites: Sites, shading: Shading): number {
  const { fromDepth, coefficients, hasWord } = shading;
  const bins = Math.round(fromDepth / STEP);
  const [sums, counts] = [new Float64Array(bins + 1), new Float64Array(bins + 1)];
  const functions = new Float64Array(BASIS_SIZE);
  for (let i = 0; i < sites.distance.data.length; i++) {
    const depth = depthAt(sites, i);
    if (depth < 0) continue;
    basisAt(siteAt(sites, i, fromDepth), hasWord, functions);
    const bin = Math.min(bins, Math.floor(depth / STEP));
    for (let c = 0; c < RGB; c++) {
      sums[bin] = sums[bin]! + (picture.rgba[i * RGBA + c]! - wholeValueOf(functions, coefficients, c)) ** 2;
    }
    counts[bin] = counts[bin]! + 1;
  }
  const errorOf = (bin: number) => sums[bin]! / Math.max(1, counts[bin]!);
  const most = Math.max(LEAST_SQUARE, MOST_TIMES * errorOf(bins));
  let bin = bins;
  while (bin > 0 && errorOf(bin - 1) <= most) bin--;
  return bin * STEP;
}
