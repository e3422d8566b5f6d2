import type { Grid } from '../fields/grid.js';
import { bordered, slopes } from './grayLevel.js';

/** Side of a patch (Kroeger 2016, operating point 2, and "medium" of OpenCV). */
export const PATCH_PX = 8;
const COUNT = PATCH_PX * PATCH_PX;
/** Patches may lie outside of the picture as far as this; the border goes on beyond. */
const OUTSIDE_PX = PATCH_PX;
/** Added to the sums of squared slopes, so that flat patches do not move: a tenth of a step of brightness per pixel. */
const DAMPING = COUNT * 0.01;

/**
 * A patch of one picture on another: how well it fits where, and which way it fits better. Patches are compared without their mean
 * brightness.
 */
export class PatchMatch {
  /** Squared difference at the last place that was looked at. */
  cost = 0;
  /** The step from there that the slopes of the patch ask for (inverse compositional Gauss-Newton). */
  stepX = 0;
  stepY = 0;

  readonly #first: Grid;
  readonly #second: Grid;
  readonly #slopes: ReturnType<typeof slopes>;
  #corner = 0;
  #left = 0;
  #top = 0;
  #sumX = 0;
  #sumY = 0;
  #inverse: readonly [xx: number, xy: number, yy: number] = [0, 0, 0];

  /** @param first with sides of at least `PATCH_PX` @param second of the same size */
  constructor(first: Grid, second: Grid) {
    this.#first = first;
    this.#second = bordered(second, OUTSIDE_PX + 1);
    this.#slopes = slopes(first);
  }

  /** Takes the patch whose upper left pixel this is. */
  take(left: number, top: number): void {
    const { width } = this.#first;
    const { x: slopesX, y: slopesY } = this.#slopes;
    this.#left = left;
    this.#top = top;
    this.#corner = top * width + left;
    let sumX = 0;
    let sumY = 0;
    let sumXX = 0;
    let sumXY = 0;
    let sumYY = 0;
    for (let row = 0; row < PATCH_PX; row++) {
      const start = this.#corner + row * width;
      for (let pixel = start; pixel < start + PATCH_PX; pixel++) {
        const gx = slopesX[pixel]!;
        const gy = slopesY[pixel]!;
        sumX += gx;
        sumY += gy;
        sumXX += gx * gx;
        sumXY += gx * gy;
        sumYY += gy * gy;
      }
    }
    const xx = sumXX - (sumX * sumX) / COUNT + DAMPING;
    const yy = sumYY - (sumY * sumY) / COUNT + DAMPING;
    const xy = sumXY - (sumX * sumY) / COUNT;
    const determinant = xx * yy - xy * xy;
    this.#sumX = sumX;
    this.#sumY = sumY;
    this.#inverse = [yy / determinant, -xy / determinant, xx / determinant];
  }

  /** Looks at the second picture where the patch has moved by (dx, dy); sets `cost`, `stepX` and `stepY`. */
  look(dx: number, dy: number): void {
    const { width } = this.#first;
    const { width: wide, height: high, data } = this.#second;
    const first = this.#first.data;
    const { x: slopesX, y: slopesY } = this.#slopes;
    const px = Math.min(wide - PATCH_PX - 1.001, Math.max(0, this.#left + dx + OUTSIDE_PX + 1));
    const py = Math.min(high - PATCH_PX - 1.001, Math.max(0, this.#top + dy + OUTSIDE_PX + 1));
    const column = Math.floor(px);
    const line = Math.floor(py);
    const u = px - column;
    const v = py - line;
    const w00 = (1 - u) * (1 - v);
    const w01 = u * (1 - v);
    const w10 = (1 - u) * v;
    const w11 = u * v;
    let sum = 0;
    let sumSquares = 0;
    let sumDX = 0;
    let sumDY = 0;
    for (let row = 0; row < PATCH_PX; row++) {
      let pixel = this.#corner + row * width;
      let upper = (line + row) * wide + column;
      let lower = upper + wide;
      for (let k = 0; k < PATCH_PX; k++, pixel++, upper++, lower++) {
        const value =
          w00 * data[upper]! + w01 * data[upper + 1]! + w10 * data[lower]! + w11 * data[lower + 1]!;
        const difference = value - first[pixel]!;
        sum += difference;
        sumSquares += difference * difference;
        sumDX += difference * slopesX[pixel]!;
        sumDY += difference * slopesY[pixel]!;
      }
    }
    const bx = sumDX - (sum * this.#sumX) / COUNT;
    const by = sumDY - (sum * this.#sumY) / COUNT;
    const [xx, xy, yy] = this.#inverse;
    this.cost = sumSquares - (sum * sum) / COUNT;
    this.stepX = -(xx * bx + xy * by);
    this.stepY = -(xy * bx + yy * by);
  }
}
