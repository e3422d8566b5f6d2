/** Square symmetric matrices, [size * size], by rows. */
import { identity } from './square.js';

/** Sweeps of Jacobi rotations; ten are plenty for the sizes here, the others are for ill luck. */
const MAXIMUM_SWEEPS = 40;
/** What is left beside the diagonal is rounding when its squares are this share of all. */
const ROUNDING = 1e-24;

/** matrix = sum over i of values[i] v_i v_i^T; `vectors` holds v_i as its column i. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Turns the plane of axes p and q. */
interface Rotation {
  readonly p: number;
  readonly q: number;
  readonly cos: number;
  readonly sin: number;
}

/**
 * Eigenvalues, in no order, and orthonormal eigenvectors of a symmetric matrix, by cyclic Jacobi rotations (Golub & Van
 * Loan, 8.5).
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const vectors = identity(size);
  const total = a.reduce((sum, x) => sum + x * x, 0);
  for (let sweep = 0; sweep < MAXIMUM_SWEEPS && offDiagonal(a, size) > ROUNDING * total; sweep++) {
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        const rotation = rotationFor(a, size, p, q);
        if (!rotation) continue;
        turnColumns(a, size, rotation);
        turnRows(a, size, rotation);
        turnColumns(vectors, size, rotation);
      }
    }
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors };
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) if (i !== j) sum += a[i * size + j]! ** 2;
  }
  return sum;
}

/** The rotation that makes a[p, q] zero, if it is not. */
function rotationFor(a: Float64Array, size: number, p: number, q: number): Rotation | undefined {
  const apq = a[p * size + q]!;
  if (apq === 0) return undefined;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const tan = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cos = 1 / Math.hypot(tan, 1);
  return { p, q, cos, sin: tan * cos };
}

function turnColumns(m: Float64Array, size: number, { p, q, cos, sin }: Rotation): void {
  for (let k = 0; k < size; k++) turn(m, k * size + p, k * size + q, cos, sin);
}

function turnRows(m: Float64Array, size: number, { p, q, cos, sin }: Rotation): void {
  for (let k = 0; k < size; k++) turn(m, p * size + k, q * size + k, cos, sin);
}

/** Turns two entries of a matrix as coordinates of a point. */
function turn(m: Float64Array, i: number, j: number, cos: number, sin: number): void {
  const [x, y] = [m[i]!, m[j]!];
  m[i] = cos * x - sin * y;
  m[j] = sin * x + cos * y;
}

/** The matrix with these eigenvectors, and f of these eigenvalues. */
export function withValues({ values, vectors }: Eigen, f: (value: number) => number): Float64Array {
  const size = values.length;
  const matrix = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const value = f(values[k]!);
    for (let i = 0; i < size; i++) {
      const x = value * vectors[i * size + k]!;
      for (let j = 0; j < size; j++) {
        matrix[i * size + j] = matrix[i * size + j]! + x * vectors[j * size + k]!;
      }
    }
  }
  return matrix;
}

/** The positive square root of a positive semi-definite matrix; negative eigenvalues are rounding and count as 0. */
export function matrixRoot(matrix: Float64Array, size: number): Float64Array {
  return withValues(symmetricEigen(matrix, size), (x) => Math.sqrt(Math.max(0, x)));
}
