import { matrixFunction, matrixRoot, multiply, trace } from './symmetric.js';

/** Mean [size] and covariance [size * size] of vectors. */
export interface Gaussian {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/** Running sums of vectors, so that a long sound is seen in one pass and in little memory. */
export class GaussianSums {
  #weight = 0;
  readonly #sum: Float64Array;
  readonly #products: Float64Array;

  /** @param size length of the vectors */
  constructor(readonly size: number) {
    this.#sum = new Float64Array(size);
    this.#products = new Float64Array(size * size);
  }

  /** Adds `rows` [count * size], each with its weight [count]; all alike, without weights. */
  add(rows: Float32Array, weights?: Float32Array): void {
    const { size } = this;
    for (let row = 0; row * size < rows.length; row++) {
      const weight = weights?.[row] ?? 1;
      if (weight === 0) continue;
      this.#weight += weight;
      this.#addRow(rows.subarray(row * size, (row + 1) * size), weight);
    }
  }

  #addRow(row: Float32Array, weight: number): void {
    const { size } = this;
    for (let i = 0; i < size; i++) {
      const x = weight * row[i]!;
      this.#sum[i] = this.#sum[i]! + x;
      for (let j = 0; j < size; j++) {
        const index = i * size + j;
        this.#products[index] = this.#products[index]! + x * row[j]!;
      }
    }
  }

  /** Mean and covariance of what was added; zeros if that was nothing. */
  gaussian(): Gaussian {
    const { size } = this;
    const weight = this.#weight > 0 ? this.#weight : 1;
    const mean = this.#sum.map((x) => x / weight);
    const covariance = this.#products.map(
      (x, index) => x / weight - mean[Math.floor(index / size)]! * mean[index % size]!,
    );
    return { mean, covariance };
  }
}

/** Mean and covariance of `rows` [count * size]. */
export function gaussianOf(rows: Float32Array, size: number, weights?: Float32Array): Gaussian {
  const sums = new GaussianSums(size);
  sums.add(rows, weights);
  return sums.gaussian();
}

/**
 * Squared Frechet (2-Wasserstein) distance of two normal distributions,
 * |m1 - m2|^2 + tr(C1 + C2 - 2 (C1^1/2 C2 C1^1/2)^1/2) (Dowson & Landau 1982): 0 for equal ones, never less.
 */
export function frechetDistance(a: Gaussian, b: Gaussian): number {
  const size = a.mean.length;
  const shift = a.mean.reduce((sum, x, i) => sum + (x - b.mean[i]!) ** 2, 0);
  const root = matrixRoot(a.covariance, size);
  const cross = matrixRoot(multiply(multiply(root, b.covariance, size), root, size), size);
  const spread = trace(a.covariance, size) + trace(b.covariance, size) - 2 * trace(cross, size);
  return shift + Math.max(0, spread);
}

/** x -> mean + matrix (x - centre). */
export interface AffineMap {
  readonly centre: Float64Array;
  readonly matrix: Float64Array;
  readonly mean: Float64Array;
}

/**
 * The optimal transport of one normal distribution to another: of all maps that carry `from` over to `to` the one that
 * moves vectors least, C1^-1/2 (C1^1/2 C2 C1^1/2)^1/2 C1^-1/2 (Olkin & Pukelsheim 1982; Pitie & Kokaram 2007 use it for
 * the colours of pictures). Both covariances get a ridge, so that
 * directions in which the source hardly moves are not stretched by noise.
 *
 * @param ridgeShare the ridge, as a share of the source's mean variance
 */
export function transportMap(from: Gaussian, to: Gaussian, ridgeShare: number): AffineMap {
  const size = from.mean.length;
  const ridge = (ridgeShare * trace(from.covariance, size)) / size + Number.EPSILON;
  const source = withRidge(from.covariance, size, ridge);
  const target = withRidge(to.covariance, size, ridge);
  const root = matrixRoot(source, size);
  const inverse = matrixFunction(source, size, (x) => 1 / Math.sqrt(Math.max(ridge / 2, x)));
  const cross = matrixRoot(multiply(multiply(root, target, size), root, size), size);
  const matrix = multiply(multiply(inverse, cross, size), inverse, size);
  return { centre: from.mean, matrix, mean: to.mean };
}

function withRidge(covariance: Float64Array, size: number, ridge: number): Float64Array {
  return covariance.map((x, i) => (i % (size + 1) === 0 ? x + ridge : x));
}

/** The map applied to every row of `rows` [count * size]. */
export function applyMap({ centre, matrix, mean }: AffineMap, rows: Float32Array): Float32Array {
  const size = mean.length;
  const out = new Float32Array(rows.length);
  for (let row = 0; row < rows.length; row += size) {
    for (let i = 0; i < size; i++) {
      let y = mean[i]!;
      for (let j = 0; j < size; j++) {
        y += matrix[i * size + j]! * (rows[row + j]! - centre[j]!);
      }
      out[row + i] = y;
    }
  }
  return out;
}
