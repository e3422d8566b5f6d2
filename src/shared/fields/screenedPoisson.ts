import { FastDct } from '../dsp/fastDct.js';
import type { Grid } from './grid.js';

/** Of less the second difference with mirrored borders, by frequency. */
const stiffness = (k: number, length: number) => 4 * Math.sin((Math.PI * k) / (2 * length)) ** 2;

/**
 * Solves (1 - w^2 Laplacian) x = values with mirrored borders, exactly: of all maps the one that least squares of values and, times w^2, of
 * slopes take to be nearest to `values`. Rows are taken apart by the cosine transform, and each frequency is a tridiagonal system down the
 * columns. The cost is O(n log n) for n pixels.
 *
 * @param w reach in pixels, at least 0
 */
export function solveScreenedPoisson({ width, height, data }: Grid, w: number): Grid {
  const solved = Float64Array.from(data);
  const transform = new FastDct(width);
  for (let y = 0; y < height; y++) transform.forward(solved, y * width);
  solveColumns(solved, { width, height }, w * w);
  for (let y = 0; y < height; y++) transform.inverse(solved, y * width);
  return { width, height, data: Float32Array.from(solved) };
}

/** Elimination for diagonals of one sign (Thomas), all columns beside one another, so that memory is read in order. */
function solveColumns(data: Float64Array, { width, height }: Omit<Grid, 'data'>, slopes: number): void {
  const screened = Float64Array.from({ length: width }, (_, k) => 1 + slopes * stiffness(k, width));
  const ratios = new Float64Array(data.length);
  for (let y = 0; y < height; y++) {
    const neighbours = (y > 0 ? 1 : 0) + (y < height - 1 ? 1 : 0);
    for (let k = 0; k < width; k++) {
      const i = y * width + k;
      const [ratio, above] = y > 0 ? [ratios[i - width]!, data[i - width]!] : [0, 0];
      const pivot = screened[k]! + slopes * (neighbours - ratio);
      ratios[i] = slopes / pivot;
      data[i] = (data[i]! + slopes * above) / pivot;
    }
  }
  for (let i = (height - 1) * width - 1; i >= 0; i--) data[i] = data[i]! + ratios[i]! * data[i + width]!;
}
