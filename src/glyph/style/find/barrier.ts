import type { Grid } from '../../../shared/fields/grid.js';
import type { Size } from '../../../shared/pictures/picture.js';

/** Steps that heights are told apart in. */
const LEVELS = 512;
/** The strongest edge there is: all channels from 0 to 1, both ways. */
const HIGHEST = Math.sqrt(6);
/** Ends of lists of pixels, and pixels that have been in none. */
const NONE = -1;
const UNSEEN = -2;

/** Indices of the outermost pixels. */
function* frameOf({ width, height }: Size): Generator<number> {
  for (let x = 0; x < width; x++) yield* [x, (height - 1) * width + x];
  for (let y = 1; y < height - 1; y++) yield* [y * width, y * width + width - 1];
}

/**
 * The height of the lowest pass on the way from the sources to each pixel: as water rises, where it comes through. What a closed
 * rim holds is as high as the rim, whatever is inside; what fades into the ground is low.
 *
 * @param heights at least 0; infinite where no way goes
 * @param sources indices of pixels; the frame of the picture if left out
 */
export function barrierFrom({ width, height, data }: Grid, sources?: Iterable<number>): Grid {
  const levelsOf = LEVELS / HIGHEST;
  const out = new Float32Array(data.length).fill(Number.POSITIVE_INFINITY);
  // Pixels that wait, a list for each level: each pixel waits once, so that one array holds the next of all.
  const first = new Int32Array(LEVELS).fill(NONE);
  const next = new Int32Array(data.length).fill(UNSEEN);
  const reach = (i: number, from: number) => {
    if (next[i] !== UNSEEN || data[i] === Number.POSITIVE_INFINITY) return;
    const level = Math.max(from, Math.min(LEVELS - 1, Math.floor(data[i]! * levelsOf)));
    out[i] = level / levelsOf;
    next[i] = first[level]!;
    first[level] = i;
  };
  for (const i of sources ?? frameOf({ width, height })) reach(i, 0);
  for (let level = 0; level < LEVELS; level++) {
    for (let i = first[level]!; i !== NONE; i = first[level]!) {
      first[level] = next[i]!;
      const x = i % width;
      if (x > 0) reach(i - 1, level);
      if (x < width - 1) reach(i + 1, level);
      if (i >= width) reach(i - width, level);
      if (i < data.length - width) reach(i + width, level);
    }
  }
  return { width, height, data: out };
}
