/** The turn-free similarity that lays one picture on another: a scale and a shift, found by what is seen where. */
import { type Descriptors, likeness } from './descriptors.js';

/** Places of the other picture's grid: x' = scale x + shiftX. */
export interface Similarity {
  readonly scale: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/** Scales that are tried: faces in two portraits differ by a factor of two at most, once both have one size. */
const SCALES = Array.from({ length: 13 }, (_, i) => 2 ** ((i - 6) / 6));
/** What lies beyond the other picture counts as unlike as two places that have nothing to do with each other. */
const BEYOND = 0;

/** Likeness of every place to every place, [places of a, places of b]. */
function allLikenesses(a: Descriptors, b: Descriptors): Float32Array {
  const [m, n] = [a.width * a.height, b.width * b.height];
  const table = new Float32Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) table[i * n + j] = likeness(a, i, b, j);
  }
  return table;
}

/** Mean likeness of a's places to those that a similarity lays under them. */
function meanLikeness(
  table: Float32Array,
  a: Descriptors,
  b: Descriptors,
  { scale, shiftX, shiftY }: Similarity,
): number {
  let sum = 0;
  for (let y = 0; y < a.height; y++) {
    const v = Math.round(scale * y + shiftY);
    for (let x = 0; x < a.width; x++) {
      const u = Math.round(scale * x + shiftX);
      const isInside = u >= 0 && v >= 0 && u < b.width && v < b.height;
      const i = (y * a.width + x) * b.width * b.height;
      sum += isInside ? table[i + v * b.width + u]! : BEYOND;
    }
  }
  return sum / (a.width * a.height);
}

/** The best of all scales and whole shifts of coarse grids. */
export function findSimilarity(a: Descriptors, b: Descriptors): Similarity {
  const table = allLikenesses(a, b);
  let best: Similarity = { scale: 1, shiftX: 0, shiftY: 0 };
  let most = Number.NEGATIVE_INFINITY;
  for (const scale of SCALES) {
    const [wide, high] = [scale * a.width, scale * a.height];
    for (let shiftY = Math.ceil(-high / 2); shiftY < b.height - high / 2; shiftY++) {
      for (let shiftX = Math.ceil(-wide / 2); shiftX < b.width - wide / 2; shiftX++) {
        const candidate = { scale, shiftX, shiftY };
        const mean = meanLikeness(table, a, b, candidate);
        if (mean > most) [most, best] = [mean, candidate];
      }
    }
  }
  return best;
}
