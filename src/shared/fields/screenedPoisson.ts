import { dctBasis } from '../dsp/dct.js';
import type { Grid } from './grid.js';

/** Rows of [rows, length] times a matrix [length, length], or its transpose. */
function rowsTimes(
  data: Float64Array,
  rows: number,
  length: number,
  matrix: Float64Array,
  isTransposed: boolean,
): Float64Array {
  const out = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) {
    const start = row * length;
    for (let i = 0; i < length; i++) {
      const base = i * length;
      if (isTransposed) {
        let sum = 0;
        for (let k = 0; k < length; k++) sum += matrix[base + k]! * data[start + k]!;
        out[start + i] = sum;
        continue;
      }
      const value = data[start + i]!;
      for (let k = 0; k < length; k++) out[start + k] = out[start + k]! + value * matrix[base + k]!;
    }
  }
  return out;
}

function transposed(data: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(data.length);
  for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) out[x * rows + y] = data[y * columns + x]!;
  return out;
}

/** Of less the second difference with mirrored borders, by frequency. */
const stiffness = (k: number, length: number) => 4 * Math.sin((Math.PI * k) / (2 * length)) ** 2;

/**
 * Solves (1 - w^2 Laplacian) x = values with mirrored borders, exactly, by the cosine transform: of all maps the one that least squares
 * of values and, times w^2, of slopes take to be nearest to `values`.
 *
 * The cost is that of four products with a matrix as large as a side squared.
 *
 * @param w reach in pixels, at least 0
 */
export function solveScreenedPoisson({ width, height, data }: Grid, w: number): Grid {
  const [across, down] = [dctBasis(width, width), dctBasis(height, height)];
  const rows = rowsTimes(Float64Array.from(data), height, width, across, false);
  const spectrum = rowsTimes(transposed(rows, height, width), width, height, down, false);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const factor = 1 + w * w * (stiffness(x, width) + stiffness(y, height));
      spectrum[x * height + y] = spectrum[x * height + y]! / factor;
    }
  }
  const columns = rowsTimes(spectrum, width, height, down, true);
  const solved = rowsTimes(transposed(columns, width, height), height, width, across, true);
  return { width, height, data: Float32Array.from(solved) };
}
