import { Rng } from '../../shared/rng.js';
import type { Descriptors } from '../align/descriptors.js';

/** Rounds after which groups of a few thousand places no longer change to speak of. */
const ROUNDS = 12;
/** Of the first centres: a picture has the same regions in every run. */
const SEED = 0;

/** The dot product of a row of one and a row of another, both of `channels` numbers. */
export function product(a: Float32Array, i: number, b: Float32Array, j: number, channels: number): number {
  const [first, second] = [i * channels, j * channels];
  let sum = 0;
  for (let k = 0; k < channels; k++) sum += a[first + k]! * b[second + k]!;
  return sum;
}

const placesIn = ({ width, height }: Descriptors) => width * height;

/** How alike each place is to each centre, -1..1, [places, centres]. @param centres [centres, channels], rows of length 1 */
export function likenessToCentres(descriptors: Descriptors, centres: Float32Array): Float32Array {
  const { channels, data } = descriptors;
  const count = centres.length / channels;
  return Float32Array.from({ length: placesIn(descriptors) * count }, (_, i) =>
    product(data, Math.floor(i / count), centres, i % count, channels),
  );
}

/** An index, drawn with chances in proportion to weights; the first, if there are none. */
function draw(weights: Float32Array, rng: Rng): number {
  const total = weights.reduce((sum, value) => sum + value, 0);
  const drawn = rng.uniform() * total;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    if (drawn < sum) return i;
  }
  return 0;
}

/** Centres that lie far from each other: the first by chance, each other one by how little it is like those before. */
function firstCentres(descriptors: Descriptors, count: number, rng: Rng): Float32Array {
  const { channels, data } = descriptors;
  const centres = new Float32Array(count * channels);
  const distance = new Float32Array(placesIn(descriptors)).fill(1);
  for (let centre = 0; centre < count; centre++) {
    const chosen = draw(distance, rng);
    centres.set(data.subarray(chosen * channels, (chosen + 1) * channels), centre * channels);
    for (let i = 0; i < distance.length; i++) {
      const away = Math.max(0, 1 - product(data, i, centres, centre, channels));
      distance[i] = Math.min(distance[i]!, away);
    }
  }
  return centres;
}

/** The directions of the sums of what is nearest to each centre; a centre that nothing is nearest to stays. */
function moveCentres(descriptors: Descriptors, centres: Float32Array): Float32Array {
  const { channels, data } = descriptors;
  const count = centres.length / channels;
  const likeness = likenessToCentres(descriptors, centres);
  const sums = new Float32Array(centres.length);
  for (let i = 0; i < placesIn(descriptors); i++) {
    const row = likeness.subarray(i * count, (i + 1) * count);
    const nearest = row.indexOf(Math.max(...row));
    for (let k = 0; k < channels; k++) sums[nearest * channels + k]! += data[i * channels + k]!;
  }
  for (let centre = 0; centre < count; centre++) {
    const length = Math.sqrt(product(sums, centre, sums, centre, channels));
    const [begin, end] = [centre * channels, (centre + 1) * channels];
    if (length === 0) sums.set(centres.subarray(begin, end), begin);
    else for (let k = begin; k < end; k++) sums[k]! /= length;
  }
  return sums;
}

/**
 * Groups the places of a picture by the direction of what is seen there: k-means on the sphere (Dhillon & Modha 2001), from
 * centres that are drawn far apart (Arthur & Vassilvitskii 2007).
 *
 * @returns [count, channels], rows of length 1
 */
export function kMeans(descriptors: Descriptors, count: number): Float32Array {
  let centres = firstCentres(descriptors, count, new Rng(SEED));
  for (let i = 0; i < ROUNDS; i++) centres = moveCentres(descriptors, centres);
  return centres;
}
