/** How near a picture is to the one it should be. */

import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import type { Size } from '../../shared/pictures/picture.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';
import { BACKGROUNDS, composite, RGB } from './backgrounds.js';

/** Wang et al. 2004: constants that keep quotients of small numbers calm, for values in 0..1. */
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;
/** Their window: a Gaussian of this width, cut off at eleven pixels. */
const SIGMA_PX = 1.5;
const REACH_PX = 5;
/** A mean squared error of 1e-10, or less than any picture of 16 bits can show. */
const MOST_DECIBELS = 100;

function checkSizes(a: Size, b: Size): void {
  if (a.width === b.width && a.height === b.height) return;
  throw new RangeError(`pictures of ${a.width}x${a.height} and ${b.width}x${b.height} cannot be compared`);
}

/**
 * Peak signal-to-noise ratio in dB, at most 100, of the mean squared error over checks, black and white.
 *
 * @throws RangeError for pictures of different sizes
 */
export function peakSignalToNoise(a: Premultiplied, b: Premultiplied): number {
  checkSizes(a, b);
  let sum = 0;
  let count = 0;
  for (const background of BACKGROUNDS) {
    const [over, other] = [composite(a, background), composite(b, background)];
    for (let i = 0; i < over.length; i++) sum += (over[i]! - other[i]!) ** 2;
    count += over.length;
  }
  return Math.min(MOST_DECIBELS, -10 * Math.log10(sum / count));
}

const blur = (values: Float32Array, size: Size) =>
  gaussianBlur(values, size, SIGMA_PX, { reachPx: REACH_PX });

const product = (a: Float32Array, b: Float32Array) => a.map((value, i) => value * b[i]!);

/** Mean structural similarity of one channel. */
function planeSimilarity(a: Float32Array, b: Float32Array, size: Size): number {
  const [meanA, meanB] = [blur(a, size), blur(b, size)];
  const [aa, bb, ab] = [blur(product(a, a), size), blur(product(b, b), size), blur(product(a, b), size)];
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const [ma, mb] = [meanA[i]!, meanB[i]!];
    const [varA, varB] = [aa[i]! - ma * ma, bb[i]! - mb * mb];
    const covariance = ab[i]! - ma * mb;
    sum += ((2 * ma * mb + C1) * (2 * covariance + C2)) / ((ma * ma + mb * mb + C1) * (varA + varB + C2));
  }
  return sum / a.length;
}

const channel = (values: Float32Array, c: number) =>
  Float32Array.from({ length: values.length / RGB }, (_, i) => values[i * RGB + c]!);

/**
 * Structural similarity (Wang et al. 2004), the mean over red, green and blue on checks, black and white: 1 for the same
 * picture.
 *
 * @throws RangeError for pictures of different sizes
 */
export function structuralSimilarity(a: Premultiplied, b: Premultiplied): number {
  checkSizes(a, b);
  const values = BACKGROUNDS.flatMap((background) => {
    const [over, other] = [composite(a, background), composite(b, background)];
    return [0, 1, 2].map((c) => planeSimilarity(channel(over, c), channel(other, c), a));
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
