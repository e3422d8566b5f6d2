import type { Size } from '../../shared/pictures/picture.js';
import type { Descriptors } from '../align/descriptors.js';
import { kMeans, likenessToCentres } from './kMeans.js';

/** Parts of a picture that look alike inside. */
export interface Regions extends Size {
  /** [height, width] for each, in 0..1; they add up to 1. */
  readonly planes: readonly Float32Array[];
  /** Shares of the area, in all 1. */
  readonly shares: readonly number[];
  /** What each is like, [regions, channels], rows of length 1. */
  readonly centres: Float32Array;
}

/** How sharply a place is given to the centre that it is most like: likenesses of a place differ by about 0.3. */
const SHARPNESS = 15;
/** Of the area: what has less is no region. */
const LEAST_SHARE = 0.02;
/** Squared distance of centres below which they are one: an angle of 18 degrees. */
const SAME_DISTANCE = 0.1;

function softmax(values: Float32Array): Float32Array {
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(SHARPNESS * (value - most)));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}

/** How much each place belongs to each centre, a plane each. */
function planesOf(descriptors: Descriptors, centres: Float32Array): Float32Array[] {
  const count = centres.length / descriptors.channels;
  const likeness = likenessToCentres(descriptors, centres);
  const planes = Array.from({ length: count }, () => new Float32Array(likeness.length / count));
  for (let i = 0; i < likeness.length / count; i++) {
    softmax(likeness.subarray(i * count, (i + 1) * count)).forEach((value, region) => {
      planes[region]![i] = value;
    });
  }
  return planes;
}

const sumOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0);

/** Shares of the area that counts, in all 1. */
function sharesOf(planes: readonly Float32Array[], counts: Float32Array): number[] {
  const total = sumOf(counts);
  return planes.map((plane) => sumOf(plane.map((value, i) => value * counts[i]!)) / total);
}

/** The centres that are regions: neither too small nor the same as one before. */
function distinctCentres(
  descriptors: Descriptors,
  centres: Float32Array,
  counts: Float32Array,
): Float32Array {
  const { channels } = descriptors;
  const rows = sharesOf(planesOf(descriptors, centres), counts).flatMap((share, region) =>
    share < LEAST_SHARE ? [] : [centres.subarray(region * channels, (region + 1) * channels)],
  );
  const kept: Float32Array[] = [];
  const isKnown = (row: Float32Array) =>
    kept.some((other) => other.reduce((sum, value, k) => sum + (value - row[k]!) ** 2, 0) < SAME_DISTANCE);
  for (const row of rows) if (!isKnown(row)) kept.push(row);
  return Float32Array.from(kept.flatMap((row) => [...row]));
}

/**
 * Finds the parts of a picture that differ in what a network sees there.
 *
 * @param counts how much each place counts, [height, width]
 * @param most of them; a picture of fewer things has fewer, and one that looks alike all over has one
 */
export function findRegions(descriptors: Descriptors, counts: Float32Array, most: number): Regions {
  const { width, height } = descriptors;
  const centres = distinctCentres(descriptors, kMeans(descriptors, most), counts);
  const planes = planesOf(descriptors, centres);
  return { width, height, planes, shares: sharesOf(planes, counts), centres };
}
