/** Square symmetric matrices, [size * size], by rows. */

/** Sweeps of Jacobi rotations; ten are plenty for the sizes here, the rest is for ill luck. */
const MAXIMUM_SWEEPS = 40;

/** matrix = sum over i of values[i] v_i v_i^T; `vectors` holds v_i as its column i. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Eigenvalues and orthonormal eigenvectors of a symmetric matrix, by cyclic Jacobi rotations (Golub & Van Loan, 8.5). */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const vectors = identity(size);
  const total = a.reduce((sum, x) => sum + x * x, 0);
  for (let sweep = 0; sweep < MAXIMUM_SWEEPS && offDiagonal(a, size) > 1e-24 * total; sweep++) {
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
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

/** Makes a[p, q] zero. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cos = 1 / Math.hypot(t, 1);
  const sin = t * cos;
  turn(a, size, p, q, cos, sin, 1, size);
  turn(a, size, p, q, cos, sin, size, 1);
  turn(vectors, size, p, q, cos, sin, 1, size);
}

/** Turns lines p and q of a matrix: columns with (step 1, along size), rows with (step size, along 1). */
function turn(
  m: Float64Array,
  size: number,
  p: number,
  q: number,
  cos: number,
  sin: number,
  step: number,
  along: number,
): void {
  for (let k = 0; k < size; k++) {
    const i = k * along + p * step;
    const j = k * along + q * step;
    const x = m[i]!;
    const y = m[j]!;
    m[i] = cos * x - sin * y;
    m[j] = sin * x + cos * y;
  }
}

/** The identity matrix. */
function identity(size: number): Float64Array {
  const m = new Float64Array(size * size);
  for (let i = 0; i < size; i++) m[i * size + i] = 1;
  return m;
}

/** Product of two square matrices. */
export function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const x = a[i * size + k]!;
      for (let j = 0; j < size; j++) {
        out[i * size + j] = out[i * size + j]! + x * b[k * size + j]!;
      }
    }
  }
  return out;
}

/** f of a symmetric matrix: f applied to its eigenvalues. */
export function matrixFunction(matrix: Float64Array, size: number, f: (x: number) => number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  const out = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const value = f(values[k]!);
    for (let i = 0; i < size; i++) {
      const x = value * vectors[i * size + k]!;
      for (let j = 0; j < size; j++) {
        out[i * size + j] = out[i * size + j]! + x * vectors[j * size + k]!;
      }
    }
  }
  return out;
}

/** The positive square root of a positive semi-definite matrix; negative eigenvalues are rounding and count as 0. */
export function matrixRoot(matrix: Float64Array, size: number): Float64Array {
  return matrixFunction(matrix, size, (x) => Math.sqrt(Math.max(0, x)));
}

/** Sum of the diagonal. */
export function trace(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!;
  return sum;
}
