import type { Grid } from '../../../shared/fields/grid.js';
import type { Size } from '../../../shared/pictures/picture.js';

/** Steps that heights are told apart in. */
const LEVELS = 512;
/** The strongest edge there is: all channels from 0 to 1, both ways. */
const HIGHEST = Math.sqrt(6);

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
  const levelOf = (i: number) => Math.min(LEVELS - 1, Math.floor((data[i]! / HIGHEST) * LEVELS));
  const waiting: number[][] = Array.from({ length: LEVELS }, () => []);
  const out = new Float32Array(data.length).fill(-1);
  const reach = (i: number, from: number) => {
    if (out[i]! >= 0 || data[i] === Number.POSITIVE_INFINITY) return;
    const level = Math.max(from, levelOf(i));
    out[i] = (level * HIGHEST) / LEVELS;
    waiting[level]!.push(i);
  };
  for (const i of sources ?? frameOf({ width, height })) reach(i, 0);
  for (let level = 0; level < LEVELS; level++) {
    for (let i = waiting[level]!.pop(); i !== undefined; i = waiting[level]!.pop()) {
      const x = i % width;
      if (x > 0) reach(i - 1, level);
      if (x < width - 1) reach(i + 1, level);
      if (i >= width) reach(i - width, level);
      if (i < data.length - width) reach(i + width, level);
    }
  }
  return { width, height, data: out.map((value) => (value < 0 ? Number.POSITIVE_INFINITY : value)) };
}
