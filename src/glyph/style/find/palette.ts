import { RGB } from '../../../shared/pictures/picture.js';

/** Rounds of k-means. */
const ROUNDS = 10;
/** Sums of a colour: its channels and its pixels. */
const STRIDE = RGB + 1;

/** The colours of some pixels one after the other, [n, 3]. */
function coloursOf(pixels: Float32Array, indices: Uint32Array): Float32Array {
  const colours = new Float32Array(indices.length * RGB);
  for (let s = 0; s < indices.length; s++) {
    const i = indices[s]! * RGB;
    for (let c = 0; c < RGB; c++) colours[s * RGB + c] = pixels[i + c]!;
  }
  return colours;
}

/** The squared distance of sample s to a colour of a palette, [count, 3]. */
function gap(samples: Float32Array, s: number, palette: Float64Array, k: number): number {
  const red = samples[s * RGB]! - palette[k * RGB]!;
  const green = samples[s * RGB + 1]! - palette[k * RGB + 1]!;
  const blue = samples[s * RGB + 2]! - palette[k * RGB + 2]!;
  return red * red + green * green + blue * blue;
}

/** Colours to begin with: each time that of the pixel which is the furthest from all so far, one in a hundred left out. */
function firstColours(samples: Float32Array, count: number): Float64Array {
  const length = samples.length / RGB;
  const palette = new Float64Array(count * RGB);
  const nearest = new Float32Array(length).fill(Number.POSITIVE_INFINITY);
  for (let k = 0, next = 0; k < count; k++) {
    palette.set(samples.subarray(next * RGB, (next + 1) * RGB), k * RGB);
    for (let s = 0; s < length; s++) nearest[s] = Math.min(nearest[s]!, gap(samples, s, palette, k));
    const far = nearest.toSorted().at(-1 - Math.floor(0.01 * length))!;
    next = nearest.findIndex((value) => value >= far);
  }
  return palette;
}

/**
 * Sorts pixels by colour (k-means).
 *
 * @param indices of the pixels to be sorted, at least one
 * @returns for each of them the number of its colour
 */
export function sortByColour(pixels: Float32Array, indices: Uint32Array, count: number): Uint8Array {
  const samples = coloursOf(pixels, indices);
  const palette = firstColours(samples, count);
  const labels = new Uint8Array(indices.length);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(count * STRIDE);
    for (let s = 0; s < labels.length; s++) {
      let label = 0;
      let least = gap(samples, s, palette, 0);
      for (let k = 1; k < count; k++) {
        const distance = gap(samples, s, palette, k);
        if (distance >= least) continue;
        label = k;
        least = distance;
      }
      labels[s] = label;
      for (let c = 0; c < RGB; c++) sums[label * STRIDE + c]! += samples[s * RGB + c]!;
      sums[label * STRIDE + RGB]! += 1;
    }
    for (let k = 0; k < count; k++) {
      const members = sums[k * STRIDE + RGB]!;
      if (members === 0) continue;
      for (let c = 0; c < RGB; c++) palette[k * RGB + c] = sums[k * STRIDE + c]! / members;
    }
  }
  return labels;
}
