import type { Size } from '../pictures/picture.js';
import { type LineFilter, throughLines } from './lines.js';

/** The bell is cut off where it has fallen to about a thousandth. */
const REACH_SIGMAS = 3.5;
/** A tenth of a pixel: the neighbours of a pixel would get no more than exp(-50) of it. */
const LEAST_SIGMA_PX = 0.1;

/** Weights of a bell from its middle outwards, 1 in all for both sides. */
function bell(sigmaPx: number, reachPx: number): Float64Array {
  const weights = Float64Array.from({ length: reachPx + 1 }, (_, i) => Math.exp(-0.5 * (i / sigmaPx) ** 2));
  const sum = 2 * weights.reduce((a, b) => a + b, 0) - 1;
  return weights.map((weight) => weight / sum);
}

/** Weighted means along a line; beyond its ends the last value goes on. */
function bellFilter(weights: Float64Array): LineFilter {
  const reach = weights.length - 1;
  return (source, target, { start, stride, length }) => {
    const last = length - 1;
    for (let i = 0; i < length; i++) {
      const middle = start + i * stride;
      let sum = weights[0]! * source[middle]!;
      if (i >= reach && i + reach <= last) {
        // The same sum; most of a line is far from its ends.
        for (let k = 1, step = stride; k <= reach; k++, step += stride)
          sum += weights[k]! * (source[middle - step]! + source[middle + step]!);
      } else {
        for (let k = 1; k <= reach; k++) {
          const before = source[start + Math.max(0, i - k) * stride]!;
          const after = source[start + Math.min(last, i + k) * stride]!;
          sum += weights[k]! * (before + after);
        }
      }
      target[middle] = sum;
    }
  };
}

/** What a blur may be told. */
export interface BlurSettings {
  /** Values of each pixel; 1 if left out. */
  readonly channels?: number;
  /** Where the bell is cut off; at 3.5 deviations if left out. */
  readonly reachPx?: number;
}

/**
 * Gaussian blur of [height, width, channels]; the values at the border go on beyond it.
 *
 * @param sigmaPx standard deviation; below a tenth of a pixel `data` itself comes back
 */
export function gaussianBlur(
  data: Float32Array,
  size: Size,
  sigmaPx: number,
  { channels = 1, reachPx = Math.max(1, Math.ceil(REACH_SIGMAS * sigmaPx)) }: BlurSettings = {},
): Float32Array {
  if (sigmaPx < LEAST_SIGMA_PX) return data;
  return throughLines(data, size, channels, bellFilter(bell(sigmaPx, reachPx)));
}
