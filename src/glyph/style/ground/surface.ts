import { median } from '../../../shared/median.js';
import type { Size } from '../../../shared/pictures/picture.js';
import { RGB } from '../../../shared/pictures/picture.js';

/** Rounds of reweighting; the fit moves no more after that many. */
const ROUNDS = 6;
/** More samples than this, taken evenly, do not change the fit. */
const MAX_SAMPLES = 3000;
/** Keeps the normal equations solvable where samples do not tell all terms apart. */
const RIDGE = 1e-6;
/** Residuals below this weigh alike: rounding and noise of a photograph's sensor. */
const LEAST_SCALE = 0.004;
/** Scale of Tukey's biweight, in median absolute residuals (4.685 standard deviations). */
const TUKEY = 4.685 * 1.4826;

/** A colour that changes slowly over a picture: a polynomial of the place for each channel. */
export interface Surface {
  readonly degree: number;
  /** Coefficients of one channel after the other. */
  readonly coefficients: Float64Array;
  /** Median absolute residual of its samples. */
  readonly spread: number;
}

const termCount = (degree: number) => ((degree + 1) * (degree + 2)) / 2;

/** Products of powers of a place in -1..1, up to a degree: for each order those with x first. @param start of theirs in `out` */
function termsAt(x: number, y: number, degree: number, out: Float64Array, start: number): void {
  out[start] = 1;
  let k = start + 1;
  for (let order = 1; order <= degree; order++) {
    // Of the order below all times x, and its last one times y.
    for (let power = 0; power < order; power++, k++) out[k] = x * out[k - order]!;
    out[k] = y * out[k - order - 1]!;
    k++;
  }
}

/** Solves a symmetric positive system in place by Cholesky's factors. @param values right sides, one after the other */
function solve(matrix: Float64Array, values: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      matrix[i * n + j] = i === j ? Math.sqrt(Math.max(1e-12, sum)) : sum / matrix[j * n + j]!;
    }
  }
  for (let start = 0; start < values.length; start += n) {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++)
        values[start + i] = values[start + i]! - matrix[i * n + k]! * values[start + k]!;
      values[start + i] = values[start + i]! / matrix[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++)
        values[start + i] = values[start + i]! - matrix[k * n + i]! * values[start + k]!;
      values[start + i] = values[start + i]! / matrix[i * n + i]!;
    }
  }
}

/** The terms of all samples, one sample after the other. */
function termsOf(indices: Uint32Array, { width, height }: Size, degree: number): Float64Array {
  const n = termCount(degree);
  const terms = new Float64Array(indices.length * n);
  for (let s = 0; s < indices.length; s++) {
    const i = indices[s]!;
    termsAt((2 * (i % width)) / width - 1, (2 * Math.floor(i / width)) / height - 1, degree, terms, s * n);
  }
  return terms;
}

function weightedFit(
  pixels: Float32Array,
  indices: Uint32Array,
  terms: Float64Array,
  weights: Float64Array,
  n: number,
): Float64Array {
  const matrix = new Float64Array(n * n);
  const values = new Float64Array(RGB * n);
  for (let s = 0; s < indices.length; s++) {
    const i = indices[s]!;
    const weight = weights[s]!;
    if (weight === 0) continue;
    for (let a = 0; a < n; a++) {
      const weighted = weight * terms[s * n + a]!;
      for (let b = 0; b <= a; b++) matrix[a * n + b] = matrix[a * n + b]! + weighted * terms[s * n + b]!;
      for (let c = 0; c < RGB; c++) values[c * n + a] = values[c * n + a]! + weighted * pixels[i * RGB + c]!;
    }
  }
  for (let a = 0; a < n; a++) matrix[a * n + a] = matrix[a * n + a]! + RIDGE * indices.length;
  solve(matrix, values, n);
  return values;
}

function residualsOf(
  pixels: Float32Array,
  indices: Uint32Array,
  terms: Float64Array,
  coefficients: Float64Array,
  n: number,
): Float64Array {
  const residuals = new Float64Array(indices.length);
  for (let s = 0; s < indices.length; s++) {
    const i = indices[s]!;
    let most = 0;
    for (let c = 0; c < RGB; c++) {
      let value = 0;
      for (let a = 0; a < n; a++) value += coefficients[c * n + a]! * terms[s * n + a]!;
      most = Math.max(most, Math.abs(pixels[i * RGB + c]! - value));
    }
    residuals[s] = most;
  }
  return residuals;
}

/**
 * Fits a slowly changing colour to some pixels. What lies far off it counts for nothing (Tukey's biweight, reweighted).
 *
 * @param pixels [height, width, 3]
 * @param all indices of the pixels that it is fitted to
 */
export function fitSurface(pixels: Float32Array, size: Size, all: Uint32Array, degree: number): Surface {
  const step = Math.max(1, all.length / MAX_SAMPLES);
  const indices = new Uint32Array(Math.floor(all.length / step));
  for (let s = 0; s < indices.length; s++) indices[s] = all[Math.floor(s * step)]!;
  const n = termCount(degree);
  const terms = termsOf(indices, size, degree);
  const weights = new Float64Array(indices.length).fill(1);
  let coefficients = weightedFit(pixels, indices, terms, weights, n);
  let residuals = residualsOf(pixels, indices, terms, coefficients, n);
  for (let round = 0; round < ROUNDS; round++) {
    const scale = TUKEY * Math.max(LEAST_SCALE, median(residuals));
    for (let s = 0; s < weights.length; s++) weights[s] = Math.max(0, 1 - (residuals[s]! / scale) ** 2) ** 2;
    coefficients = weightedFit(pixels, indices, terms, weights, n);
    residuals = residualsOf(pixels, indices, terms, coefficients, n);
  }
  return { degree, coefficients, spread: median(residuals) };
}

/** The polynomial of x that a channel of a surface is along a row: its coefficients from the constant on, into `out`. */
function alongRow({ degree, coefficients }: Surface, channel: number, y: number, out: Float64Array): void {
  const start = channel * termCount(degree);
  out.fill(0);
  for (let order = 0; order <= degree; order++) {
    for (let [power, factor] = [0, 1]; power <= order; power++, factor *= y) {
      const term = coefficients[start + (order * (order + 1)) / 2 + power]!;
      out[order - power] = out[order - power]! + term * factor;
    }
  }
}

/** The colours of a surface over a picture of any size: [height, width, 3], clamped to 0..1. */
export function drawSurface(surface: Surface, { width, height }: Size): Float32Array {
  const { degree } = surface;
  const row = new Float64Array(degree + 1);
  const out = new Float32Array(width * height * RGB);
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < RGB; c++) {
      alongRow(surface, c, (2 * y) / height - 1, row);
      for (let x = 0; x < width; x++) {
        const across = (2 * x) / width - 1;
        let value = row[degree]!;
        for (let k = degree - 1; k >= 0; k--) value = value * across + row[k]!;
        out[(y * width + x) * RGB + c] = Math.min(1, Math.max(0, value));
      }
    }
  }
  return out;
}
