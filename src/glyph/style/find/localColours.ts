import { boxBlur } from '../../../shared/fields/boxBlur.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';

/** Least variance that a colour is taken to have: noise of 8 bits and of JPEG. */
const LEAST_VARIANCE = 0.02 ** 2;
/** Sums of weights below this are rounding. */
const LEAST_WEIGHT = 1e-4;

/** Means and variances of the colours around each pixel: [height, width, 3]. */
export interface LocalColours {
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  /** How much there was of it around each pixel, 0..1. */
  readonly weight: Float32Array;
}

/** The colours that a part of a picture has around each pixel. @param part nonzero for the pixels that count */
export function localColours(
  { width, height, pixels }: Picture,
  part: Uint8Array,
  radiusPx: number,
): LocalColours {
  const weight = boxBlur({ width, height, data: Float32Array.from(part, Math.sign) }, radiusPx).data;
  const mean = new Float32Array(pixels.length);
  const variance = new Float32Array(pixels.length);
  const values = new Float32Array(part.length);
  const products = new Float32Array(part.length);
  for (let c = 0; c < RGB; c++) {
    for (let i = 0; i < part.length; i++) {
      if (!part[i]) continue;
      values[i] = pixels[i * RGB + c]!;
      products[i] = values[i]! ** 2;
    }
    const sums = boxBlur({ width, height, data: values }, radiusPx).data;
    const squares = boxBlur({ width, height, data: products }, radiusPx).data;
    for (let i = 0; i < weight.length; i++) {
      const scale = 1 / Math.max(LEAST_WEIGHT, weight[i]!);
      const average = sums[i]! * scale;
      mean[i * RGB + c] = average;
      variance[i * RGB + c] = Math.max(0, squares[i]! * scale - average * average) + LEAST_VARIANCE;
    }
  }
  return { mean, variance, weight };
}

/** Negative logarithm of how likely a pixel's colour is among those around it; infinite where there are none. */
export function localCost({ mean, variance, weight }: LocalColours, pixels: Float32Array, i: number): number {
  if (weight[i]! < LEAST_WEIGHT) return Number.POSITIVE_INFINITY;
  let cost = 0;
  for (let k = i * RGB; k < i * RGB + RGB; k++) {
    cost += (pixels[k]! - mean[k]!) ** 2 / (2 * variance[k]!) + 0.5 * Math.log(variance[k]!);
  }
  return cost;
}
