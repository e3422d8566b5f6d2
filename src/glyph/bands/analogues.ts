import type { Rng } from '../../shared/rng.js';
import type { Surroundings } from './surroundings.js';

/** Pixels of the example that are compared for each pixel of the target: those at the most similar distances. */
const CANDIDATES = 320;
/** Random numbers that are used again and again. */
const JITTERS = 4096;
/** Steps through them that come back late: for each candidate, and for each search. */
const [CANDIDATE_STEP, SEARCH_STEP] = [1031, 77];
/** Of these the most similar are kept. */
export const ANALOGUES = 24;

function lowerBound(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `start` plus the squared difference of two places, or something not below `limit`. */
function unlikeness(
  surroundings: Float32Array,
  data: Float32Array,
  offset: number,
  start: number,
  limit: number,
): number {
  let sum = start;
  for (let i = 0; i < surroundings.length && sum < limit; i++) {
    const difference = surroundings[i]! - data[offset + i]!;
    sum += difference * difference;
  }
  return sum;
}

/** Finds the pixels of an example whose places in relation to its shape are most like another place. */
export class AnalogueFinder {
  readonly #places: Surroundings;
  /** Pixels in the order of their distance to the contour, and these distances. */
  readonly #pixels: Int32Array;
  readonly #distances: Float32Array;
  readonly #errors = new Float64Array(ANALOGUES);

  readonly #jitter: Float32Array;
  #searches = 0;

  /** @param slack squared differences of about this much do not matter */
  constructor(example: Surroundings, slack: number, rng: Rng) {
    const { valuesPerPixel: length, data } = example;
    const count = data.length / length;
    const jitter = Float32Array.from({ length: count }, () => rng.uniform());
    const distanceOf = (pixel: number) => data[pixel * length]!;
    this.#places = example;
    this.#jitter = Float32Array.from({ length: JITTERS }, () => slack * rng.uniform());
    // Equal distances, as far from the shape, in random order: else they would all lie in one corner.
    this.#pixels = Int32Array.from({ length: count }, (_, i) => i).sort(
      (a, b) => distanceOf(a) - distanceOf(b) || jitter[a]! - jitter[b]!,
    );
    this.#distances = Float32Array.from(this.#pixels, distanceOf);
  }

  /**
   * @param surroundings as a row of the example's surroundings
   * @param analogues ANALOGUES pixels, filled with the most similar first
   * @param isAllowed leaves pixels out; if too few are left, the rest of `analogues` is -1
   */
  find(surroundings: Float32Array, analogues: Int32Array, isAllowed?: (pixel: number) => boolean): void {
    const { valuesPerPixel: length, data } = this.#places;
    const window = Math.min(CANDIDATES, this.#pixels.length);
    const middle = lowerBound(this.#distances, surroundings[0]!);
    const first = Math.max(0, Math.min(this.#pixels.length - window, middle - (window >> 1)));
    const jitterAt = this.#searches++ * SEARCH_STEP;
    this.#errors.fill(Number.POSITIVE_INFINITY);
    analogues.fill(-1);
    for (let k = first; k < first + window; k++) {
      const pixel = this.#pixels[k]!;
      if (isAllowed && !isAllowed(pixel)) continue;
      const limit = this.#errors[ANALOGUES - 1]!;
      const extra = this.#jitter[(jitterAt + k * CANDIDATE_STEP) % JITTERS]!;
      this.#insert(analogues, unlikeness(surroundings, data, pixel * length, extra, limit), pixel);
    }
  }

  /** Puts a pixel into the list, which is sorted by error, if it is better than the last one there. */
  #insert(analogues: Int32Array, error: number, pixel: number): void {
    const errors = this.#errors;
    let slot = ANALOGUES - 1;
    if (error >= errors[slot]!) return;
    for (; slot > 0 && errors[slot - 1]! > error; slot--) {
      errors[slot] = errors[slot - 1]!;
      analogues[slot] = analogues[slot - 1]!;
    }
    errors[slot] = error;
    analogues[slot] = pixel;
  }
}

/**
 * The pixels of an example whose places are most like that of each pixel of a target.
 *
 * @returns [target pixels, ANALOGUES], the most similar first
 */
export function findAnalogues(
  example: Surroundings,
  { valuesPerPixel: length, data }: Surroundings,
  slack: number,
  rng: Rng,
): Int32Array {
  const finder = new AnalogueFinder(example, slack, rng);
  const count = data.length / length;
  const analogues = new Int32Array(count * ANALOGUES);
  for (let p = 0; p < count; p++) {
    const ofPixel = analogues.subarray(p * ANALOGUES, (p + 1) * ANALOGUES);
    finder.find(data.subarray(p * length, (p + 1) * length), ofPixel);
  }
  return analogues;
}
