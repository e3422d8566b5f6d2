import type { Size } from '../pictures/picture.js';
import { resample } from '../pictures/resample.js';
import { boxMean } from './boxMean.js';
import type { Grid } from './grid.js';

/** A map as a function of a guide: at each place slope x guide + offset, [height, width] both. */
export interface GuidedFit extends Size {
  readonly slope: Float32Array;
  readonly offset: Float32Array;
}

const product = (a: Float32Array, b: Float32Array) => a.map((value, i) => value * b[i]!);

/**
 * The guided filter (He, Sun & Tang, ECCV 2010) before it is applied: in every window the input is fitted by a x guide + b, and each
 * pixel is given the mean of the fits of all windows that it lies in. Windows at the border see its pixels again beyond it.
 *
 * @param input of the size of the guide
 * @param radiusPx of the windows, at least 1
 * @param leastVariance of the guide, above 0: where it varies just as much, half of its structure is taken over
 */
export function guidedFit(
  guide: Grid,
  input: Float32Array,
  radiusPx: number,
  leastVariance: number,
): GuidedFit {
  const radius = Math.max(1, Math.round(radiusPx));
  const mean = (data: Float32Array) => boxMean(data, guide, radius);
  const isSelf = guide.data === input;
  const meanGuide = mean(guide.data);
  const meanInput = isSelf ? meanGuide : mean(input);
  const squares = mean(product(guide.data, guide.data));
  const products = isSelf ? squares : mean(product(guide.data, input));
  const [slope, offset] = [new Float32Array(input.length), new Float32Array(input.length)];
  for (let i = 0; i < input.length; i++) {
    const variance = Math.max(0, squares[i]! - meanGuide[i]! ** 2);
    const a = (products[i]! - meanGuide[i]! * meanInput[i]!) / (variance + leastVariance);
    slope[i] = a;
    offset[i] = meanInput[i]! - a * meanGuide[i]!;
  }
  return { width: guide.width, height: guide.height, slope: mean(slope), offset: mean(offset) };
}

/**
 * The map that a fit stands for, on its guide or on a larger version of it (the fast guided filter, He & Sun, arXiv 1505.00996):
 * functions are blurred by enlarging, edges are not, for they are the guide's.
 */
export function applyFit(fit: GuidedFit, { width, height, data }: Grid): Grid {
  const isSame = fit.width === width && fit.height === height;
  const enlarged = (plane: Float32Array) =>
    isSame ? plane : resample(plane, fit, { width, height }, 'triangle');
  const [slope, offset] = [enlarged(fit.slope), enlarged(fit.offset)];
  return { width, height, data: data.map((value, i) => slope[i]! * value + offset[i]!) };
}
