import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { Rng } from '../../shared/rng.js';

/** Patches that are compared, and how many of them. */
const PATCH_PX = 9;
const SAMPLES = 80;
/** Tries to find as many patches that are not plain. */
const TRIES = 3000;
/** Patches with less standard deviation are plain: one is like another, and nobody minds. */
const PLAIN = 0.08;
/** Patches that differ by less than this share of their variance look the same. */
const SAME = 0.05;
/** A patch is not a copy of what overlaps it. */
const APART_PX = PATCH_PX;

/** Mean over channels of the variance of a patch. */
function varianceAt({ width, rgba }: Premultiplied, corner: number): number {
  const [sums, squares] = [new Float64Array(RGBA), new Float64Array(RGBA)];
  for (let y = 0; y < PATCH_PX; y++) {
    for (let k = 0; k < PATCH_PX * RGBA; k++) {
      const value = rgba[(corner + y * width) * RGBA + k]!;
      sums[k % RGBA] = sums[k % RGBA]! + value;
      squares[k % RGBA] = squares[k % RGBA]! + value * value;
    }
  }
  const count = PATCH_PX * PATCH_PX;
  return squares.reduce((sum, square, c) => sum + square / count - (sums[c]! / count) ** 2, 0) / RGBA;
}

/** Whether two patches differ by less than `limit`, a sum of squares. */
function isAlike({ width, rgba }: Premultiplied, a: number, b: number, limit: number): boolean {
  let sum = 0;
  for (let y = 0; y < PATCH_PX; y++) {
    const [rowA, rowB] = [(a + y * width) * RGBA, (b + y * width) * RGBA];
    // Most are found out within a few values.
    for (let k = 0; k < PATCH_PX * RGBA && sum <= limit; k++) {
      const difference = rgba[rowA + k]! - rgba[rowB + k]!;
      sum += difference * difference;
    }
    if (sum > limit) return false;
  }
  return true;
}

function hasTwin(picture: Premultiplied, x: number, y: number, limit: number): boolean {
  const { width, height } = picture;
  for (let v = 0; v + PATCH_PX <= height; v++) {
    for (let u = 0; u + PATCH_PX <= width; u++) {
      if (Math.abs(u - x) < APART_PX && Math.abs(v - y) < APART_PX) continue;
      if (isAlike(picture, y * width + x, v * width + u, limit)) return true;
    }
  }
  return false;
}

/**
 * The share of patches with any detail that have a twin elsewhere in the picture. Straight edges have twins in every
 * picture: compare with what the effect should be.
 *
 * @param seed of the places that are looked at
 */
export function twinShare(picture: Premultiplied, seed = 0): number {
  const { width, height } = picture;
  if (width < PATCH_PX || height < PATCH_PX) return 0;
  const rng = new Rng(seed);
  let [looked, twins] = [0, 0];
  for (let i = 0; i < TRIES && looked < SAMPLES; i++) {
    const [x, y] = [rng.integer(width - PATCH_PX + 1), rng.integer(height - PATCH_PX + 1)];
    const variance = varianceAt(picture, y * width + x);
    if (variance < PLAIN ** 2) continue;
    looked++;
    if (hasTwin(picture, x, y, SAME * variance * PATCH_PX * PATCH_PX * RGBA)) twins++;
  }
  return looked === 0 ? 0 : twins / looked;
}
