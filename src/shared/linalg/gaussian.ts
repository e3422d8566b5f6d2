/** Normal distributions of vectors. */
import { multiply, trace } from './square.js';
import { matrixRoot } from './symmetric.js';

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
      this.#addRow(rows, row * size, weight);
    }
  }

  #addRow(rows: Float32Array, start: number, weight: number): void {
    const { size } = this;
    for (let i = 0; i < size; i++) {
      const x = weight * rows[start + i]!;
      this.#sum[i] = this.#sum[i]! + x;
      for (let j = 0; j < size; j++) {
        const index = i * size + j;
        this.#products[index] = this.#products[index]! + x * rows[start + j]!;
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
 * The distribution of what comes from several ones, by the law of total covariance: what varies between their means counts
 * too.
 *
 * @param shares of each, 1 in all
 */
export function mixGaussians(parts: readonly Gaussian[], shares: readonly number[]): Gaussian {
  const size = parts[0]?.mean.length ?? 0;
  const blend = (entryOf: (part: Gaussian) => number) =>
    parts.reduce((sum, part, k) => sum + shares[k]! * entryOf(part), 0);
  const mean = Float64Array.from({ length: size }, (_, i) => blend((g) => g.mean[i]!));
  const covariance = Float64Array.from({ length: size * size }, (_, index) => {
    const [i, j] = [Math.floor(index / size), index % size];
    const products = blend((g) => g.covariance[index]! + g.mean[i]! * g.mean[j]!);
    return products - mean[i]! * mean[j]!;
  });
  return { mean, covariance };
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
