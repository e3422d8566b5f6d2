import { invert3, type Matrix3 } from '../linalg/matrix3.js';
import type { Size } from '../pictures/picture.js';

const COLOURS = 3;
/** Pixels of a window. */
const WINDOW = 9;

/** How a picture is smoothed. */
export interface MattingSmoothing {
  /** Below 1: the nearer, the smoother (Li et al.: 0.9999). */
  readonly alpha: number;
  /** Variance of colours that counts as flat, above 0. */
  readonly epsilon: number;
  /** Of the solution, relative to what it is solved for. */
  readonly tolerance: number;
  readonly mostIterations: number;
}

/** Sums over windows of 3 x 3, with nothing beyond the border; into `out`. */
function windowSums(values: Float64Array, { width, height }: Size, out: Float64Array): void {
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const i = row + x;
      out[i] = values[i]! + (x > 0 ? values[i - 1]! : 0) + (x < width - 1 ? values[i + 1]! : 0);
    }
  }
  // Down the columns in place: what a row was before is remembered.
  const above = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const here = out[row + x]!;
      out[row + x] = above[x]! + here + (y < height - 1 ? out[row + width + x]! : 0);
      above[x] = here;
    }
  }
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/**
 * Affinities of the pixels of a photograph (Levin, Lischinski & Weiss, CVPR 2006) in windows of 3 x 3: W, of which the matting Laplacian is
 * D - W. The matrix is never made: W u is what the guided filter of He et al. with this photograph as its guide sums up over windows.
 */
export class MattingAffinity {
  readonly #guide: Float64Array[];
  readonly #means: Float64Array[];
  /** Of each window, the inverse of its covariance, nine numbers. */
  readonly #inverses: Float64Array;
  /** Windows that each pixel lies in: sums of the rows of W, the diagonal of D. */
  readonly degrees: Float64Array;
  /** 1 where a whole window has its middle. */
  readonly #inside: Float64Array;

  /** @param guide [height, width, 3]; sides of at least 3 */
  constructor(
    guide: Float32Array,
    readonly size: Size,
    epsilon: number,
  ) {
    const { width, height } = size;
    const count = width * height;
    this.#inside = new Float64Array(count);
    for (let y = 1; y < height - 1; y++) this.#inside.fill(1, y * width + 1, (y + 1) * width - 1);
    this.degrees = this.#sums(this.#inside);
    this.#guide = Array.from({ length: COLOURS }, (_, c) =>
      Float64Array.from({ length: count }, (__, i) => guide[i * COLOURS + c]!),
    );
    const mean = (values: Float64Array) => this.#sums(values).map((value) => value / WINDOW);
    this.#means = this.#guide.map(mean);
    const products = this.#guide.map((a) => this.#guide.map((b) => mean(a.map((value, i) => value * b[i]!))));
    this.#inverses = new Float64Array(count * COLOURS * COLOURS);
    for (let i = 0; i < count; i++) {
      const covariance: Matrix3 = products.flatMap((row, a) =>
        row.map(
          (plane, b) =>
            plane[i]! - this.#means[a]![i]! * this.#means[b]![i]! + (a === b ? epsilon / WINDOW : 0),
        ),
      );
      this.#inverses.set(invert3(covariance), i * COLOURS * COLOURS);
    }
  }

  #sums(values: Float64Array): Float64Array {
    const out = new Float64Array(values.length);
    windowSums(values, this.size, out);
    return out;
  }

  /** W u. @param u [height, width] */
  apply(u: Float64Array): Float64Array {
    const count = u.length;
    const sums = this.#sums(u);
    const crossed = this.#guide.map((plane) => this.#sums(plane.map((value, i) => value * u[i]!)));
    const slopes = this.#guide.map(() => new Float64Array(count));
    const offsets = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      if (this.#inside[i] === 0) continue;
      const mean = sums[i]! / WINDOW;
      let offset = mean;
      for (let a = 0; a < COLOURS; a++) {
        let slope = 0;
        for (let b = 0; b < COLOURS; b++) {
          const covariance = crossed[b]![i]! / WINDOW - mean * this.#means[b]![i]!;
          slope += this.#inverses[(i * COLOURS + a) * COLOURS + b]! * covariance;
        }
        slopes[a]![i] = slope;
        offset -= slope * this.#means[a]![i]!;
      }
      offsets[i] = offset;
    }
    const out = this.#sums(offsets);
    for (let a = 0; a < COLOURS; a++) {
      const spread = this.#sums(slopes[a]!);
      const plane = this.#guide[a]!;
      for (let i = 0; i < count; i++) out[i] = out[i]! + spread[i]! * plane[i]!;
    }
    return out;
  }
}

/**
 * The second step of Li et al. (ECCV 2018): of a stylised picture what varies as the photograph does. It solves
 * (D - alpha W) x = (1 - alpha) D y by conjugate gradients, from `start`. Their I - alpha D^-1/2 W D^-1/2 is the same inside; at the border, where
 * pixels lie in fewer windows, it would darken, and this leaves what is even as it is.
 *
 * @param y [height, width] of the affinity
 * @param start near the solution
 */
export function smoothByAffinity(
  affinity: MattingAffinity,
  y: Float32Array,
  start: Float32Array,
  { alpha, tolerance, mostIterations }: Omit<MattingSmoothing, 'epsilon'>,
): Float32Array {
  // No window lies in a corner of a picture alone, so that no degree is 0.
  const roots = affinity.degrees.map((degree) => Math.sqrt(degree));
  // Of x times roots, so that the matrix is symmetric.
  const apply = (x: Float64Array) => {
    const spread = affinity.apply(x.map((value, i) => value / roots[i]!));
    return x.map((value, i) => value - (alpha * spread[i]!) / roots[i]!);
  };
  const goal = Float64Array.from(y, (value, i) => (1 - alpha) * value * roots[i]!);
  const x = Float64Array.from(start, (value, i) => value * roots[i]!);
  const first = apply(x);
  const residue = goal.map((value, i) => value - first[i]!);
  const direction = Float64Array.from(residue);
  let squares = dot(residue, residue);
  const enough = tolerance ** 2 * dot(goal, goal);
  for (let iteration = 0; iteration < mostIterations && squares > enough; iteration++) {
    const applied = apply(direction);
    const step = squares / dot(direction, applied);
    for (let i = 0; i < x.length; i++) {
      x[i] = x[i]! + step * direction[i]!;
      residue[i] = residue[i]! - step * applied[i]!;
    }
    const next = dot(residue, residue);
    const share = next / squares;
    for (let i = 0; i < x.length; i++) direction[i] = residue[i]! + share * direction[i]!;
    squares = next;
  }
  return Float32Array.from(x, (value, i) => value / roots[i]!);
}
