import { RGB } from '../../../shared/pictures/picture.js';

/** Rounds of k-means. */
const ROUNDS = 10;

const gap = (pixels: Float32Array, i: number, colour: readonly number[]) =>
  (pixels[i * RGB]! - colour[0]!) ** 2 +
  (pixels[i * RGB + 1]! - colour[1]!) ** 2 +
  (pixels[i * RGB + 2]! - colour[2]!) ** 2;

function nearestColour(pixels: Float32Array, i: number, colours: readonly (readonly number[])[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [k, colour] of colours.entries()) {
    const distance = gap(pixels, i, colour);
    if (distance < least) [best, least] = [k, distance];
  }
  return best;
}

/** Colours to begin with: each time that of the pixel which is the furthest from all so far, one in ten thousand left out. */
function firstColours(pixels: Float32Array, indices: Uint32Array, count: number): number[][] {
  const colourOf = (i: number) => [...pixels.subarray(i * RGB, i * RGB + RGB)];
  const colours = [colourOf(indices[0]!)];
  const nearest = Float32Array.from(indices, (i) => gap(pixels, i, colours[0]!));
  while (colours.length < count) {
    const far = nearest.toSorted().at(-1 - Math.floor(0.01 * nearest.length))!;
    const next = colourOf(indices[nearest.findIndex((value) => value >= far)]!);
    colours.push(next);
    for (const [s, i] of indices.entries()) nearest[s] = Math.min(nearest[s]!, gap(pixels, i, next));
  }
  return colours;
}

/**
 * Sorts pixels by colour (k-means).
 *
 * @param indices of the pixels to be sorted, at least one
 * @returns for each of them the number of its colour
 */
export function sortByColour(pixels: Float32Array, indices: Uint32Array, count: number): Uint8Array {
  let colours = firstColours(pixels, indices, count);
  let labels = new Uint8Array(indices.length);
  for (let round = 0; round < ROUNDS; round++) {
    labels = Uint8Array.from(indices, (i) => nearestColour(pixels, i, colours));
    const sums = colours.map(() => [0, 0, 0, 0]);
    for (const [s, i] of indices.entries()) {
      const sum = sums[labels[s]!]!;
      for (let c = 0; c < RGB; c++) sum[c] = sum[c]! + pixels[i * RGB + c]!;
      sum[RGB] = sum[RGB]! + 1;
    }
    colours = sums.map((sum, k) =>
      sum[RGB] ? sum.slice(0, RGB).map((value) => value / sum[RGB]!) : colours[k]!,
    );
  }
  return labels;
}
