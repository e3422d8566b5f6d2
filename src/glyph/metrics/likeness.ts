/** How near a picture is to the one it should be. */
import type { Premultiplied, Size } from '../grid.js';
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

const WINDOW = (() => {
  const raw = Float64Array.from({ length: 2 * REACH_PX + 1 }, (_, i) =>
    Math.exp(-((i - REACH_PX) ** 2) / (2 * SIGMA_PX ** 2)),
  );
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((weight) => weight / sum);
})();

/** Weighted means around each value of a line of `length`; at the ends the value there goes on. */
function blurLine(from: Float32Array, to: Float32Array, start: number, stride: number, length: number): void {
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let k = -REACH_PX; k <= REACH_PX; k++) {
      const index = Math.min(length - 1, Math.max(0, i + k));
      sum += WINDOW[k + REACH_PX]! * from[start + index * stride]!;
    }
    to[start + i * stride] = sum;
  }
}

function blur(values: Float32Array, { width, height }: Size): Float32Array {
  const across = new Float32Array(values.length);
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) blurLine(values, across, y * width, 1, width);
  for (let x = 0; x < width; x++) blurLine(across, out, x, width, height);
  return out;
}

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
