/** The optimal transport of one normal distribution to another. */
import type { Gaussian } from './gaussian.js';
import { multiply, trace } from './square.js';
import { matrixRoot, symmetricEigen, withValues } from './symmetric.js';

/** x -> mean + matrix (x - centre). */
export interface AffineMap {
  readonly centre: Float64Array;
  readonly matrix: Float64Array;
  readonly mean: Float64Array;
}

/**
 * Of all linear maps that carry covariance S = `from` to T = `to` the one that moves vectors least,
 * S^-1/2 (S^1/2 T S^1/2)^1/2 S^-1/2 (Olkin & Pukelsheim 1982; Pitie & Kokaram 2007 use it for the colours of pictures).
 *
 * @param leastVariance directions of S with less than this hold noise, and are left as they are
 */
export function transportMatrix(
  from: Float64Array,
  to: Float64Array,
  size: number,
  leastVariance: number,
): Float64Array {
  const eigen = symmetricEigen(from, size);
  const root = withValues(eigen, (value) => (value > leastVariance ? Math.sqrt(value) : 0));
  const inverse = withValues(eigen, (value) => (value > leastVariance ? 1 / Math.sqrt(value) : 0));
  const noise = withValues(eigen, (value) => (value > leastVariance ? 0 : 1));
  const cross = matrixRoot(multiply(multiply(root, to, size), root, size), size);
  return multiply(multiply(inverse, cross, size), inverse, size).map((value, i) => value + noise[i]!);
}

/**
 * The optimal transport of one normal distribution to another, of which both covariances get a ridge, so that directions
 * in which the source hardly moves are not stretched by noise.
 *
 * @param ridgeShare the ridge, as a share of the source's mean variance
 */
export function transportMap(from: Gaussian, to: Gaussian, ridgeShare: number): AffineMap {
  const size = from.mean.length;
  const ridge = (ridgeShare * trace(from.covariance, size)) / size + Number.EPSILON;
  const source = withRidge(from.covariance, size, ridge);
  const target = withRidge(to.covariance, size, ridge);
  return { centre: from.mean, matrix: transportMatrix(source, target, size, ridge / 2), mean: to.mean };
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
