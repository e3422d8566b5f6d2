import type { Rng } from '../../shared/rng.js';
import type { Surroundings } from './surroundings.js';

/** Pixels of the example that are compared for each pixel of the target: those at the most similar distances. */
const CANDIDATES = 320;
/** Of these the most similar are kept. */
export const ANALOGUES = 12;

/** Pixels in the order of their distance to the contour. */
interface Sorted {
  readonly distances: Float32Array;
  readonly pixels: Int32Array;
}

function sortByDistance({ length, data }: Surroundings, rng: Rng): Sorted {
  const count = data.length / length;
  const jitter = Float32Array.from({ length: count }, () => rng.uniform());
  const pixels = Int32Array.from({ length: count }, (_, i) => i);
  const distanceOf = (pixel: number) => data[pixel * length] as number;
  // Equal distances, as far from the shape, in random order: else they would all lie in one corner.
  pixels.sort((a, b) => distanceOf(a) - distanceOf(b) || (jitter[a] as number) - (jitter[b] as number));
  return { pixels, distances: Float32Array.from(pixels, distanceOf) };
}

function lowerBound(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The pixels of an example whose places in relation to its shape are most like that of each pixel of a target.
 *
 * @returns [target pixels, ANALOGUES], the most similar first
 */
export function findAnalogues(example: Surroundings, target: Surroundings, rng: Rng): Int32Array {
  const { length } = target;
  const sorted = sortByDistance(example, rng);
  const count = target.data.length / length;
  const found = new Int32Array(count * ANALOGUES);
  const window = Math.min(CANDIDATES, sorted.pixels.length);
  const errors = new Float64Array(ANALOGUES);
  for (let p = 0; p < count; p++) {
    const own = target.data.subarray(p * length, (p + 1) * length);
    const middle = lowerBound(sorted.distances, own[0] as number);
    const first = Math.max(0, Math.min(sorted.pixels.length - window, middle - (window >> 1)));
    const best = found.subarray(p * ANALOGUES, (p + 1) * ANALOGUES);
    errors.fill(Number.POSITIVE_INFINITY);
    for (let k = first; k < first + window; k++) {
      const pixel = sorted.pixels[k] as number;
      const error = unlikeness(own, example.data, pixel * length, errors[ANALOGUES - 1] as number);
      insert(errors, best, error, pixel);
    }
  }
  return found;
}

/** The squared difference of two places, or something not below `limit`. */
function unlikeness(own: Float32Array, data: Float32Array, offset: number, limit: number): number {
  let sum = 0;
  for (let i = 0; i < own.length && sum < limit; i++) {
    const difference = (own[i] as number) - (data[offset + i] as number);
    sum += difference * difference;
  }
  return sum;
}

/** Puts a pixel into a list that is sorted by error, if it is better than the last one there. */
function insert(errors: Float64Array, pixels: Int32Array, error: number, pixel: number): void {
  let at = errors.length - 1;
  if (error >= (errors[at] as number)) return;
  for (; at > 0 && (errors[at - 1] as number) > error; at--) {
    errors[at] = errors[at - 1] as number;
    pixels[at] = pixels[at - 1] as number;
  }
  errors[at] = error;
  pixels[at] = pixel;
}
