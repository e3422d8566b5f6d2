/** The little linear algebra that colours need: vectors of three, symmetric matrices of 3 x 3. */

export type Vector3 = readonly [number, number, number];
/** Rows. */
export type Matrix3 = readonly [Vector3, Vector3, Vector3];

/** Builds a matrix from its elements by row and column. */
function build(element: (row: number, column: number) => number): Matrix3 {
  const row = (i: number): Vector3 => [element(i, 0), element(i, 1), element(i, 2)];
  return [row(0), row(1), row(2)];
}

export function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** m v. */
export function apply(m: Matrix3, v: Vector3): Vector3 {
  return [dot(m[0], v), dot(m[1], v), dot(m[2], v)];
}

export function transpose(m: Matrix3): Matrix3 {
  return build((i, j) => m[j]![i]!);
}

export function add(a: Matrix3, b: Matrix3): Matrix3 {
  return build((i, j) => a[i]![j]! + b[i]![j]!);
}

/** a b. */
export function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const columns = transpose(b);
  return build((i, j) => dot(a[i]!, columns[j]!));
}

/** The rotation by `angle` in the plane of axes p and q. */
function planeRotation(p: number, q: number, angle: number): Matrix3 {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return build((i, j) => {
    if (i === j) return i === p || i === q ? cos : 1;
    if (i === p && j === q) return sin;
    return i === q && j === p ? -sin : 0;
  });
}

const AXIS_PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;
/** Convergence is quadratic: 3 x 3 matrices are diagonal to the last bit after 5 to 6 sweeps. */
const JACOBI_SWEEPS = 12;

/** Eigenvalues, in no order, and the orthonormal eigenvectors that belong to them. */
export interface Eigen3 {
  readonly values: Vector3;
  /** Row i belongs to value i. */
  readonly vectors: Matrix3;
}

/** Eigen decomposition of a symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, section 8.5). */
export function symmetricEigen(m: Matrix3): Eigen3 {
  let diagonal = m;
  let vectors: Matrix3 = build((i, j) => (i === j ? 1 : 0));
  for (let sweep = 0; sweep < JACOBI_SWEEPS; sweep++) {
    for (const [p, q] of AXIS_PAIRS) {
      const angle = 0.5 * Math.atan2(2 * diagonal[p][q], diagonal[p][p] - diagonal[q][q]);
      const rotation = planeRotation(p, q, angle);
      diagonal = multiply(multiply(rotation, diagonal), transpose(rotation));
      vectors = multiply(rotation, vectors);
    }
  }
  return { values: [diagonal[0][0], diagonal[1][1], diagonal[2][2]], vectors };
}

/** The symmetric matrix with the same eigenvectors as symmetric `m`, and `f` of its eigenvalues. */
export function mapEigenvalues(m: Matrix3, f: (value: number) => number): Matrix3 {
  const { values, vectors } = symmetricEigen(m);
  const scaled = build((i, j) => f(values[i]!) * vectors[i]![j]!);
  return multiply(transpose(vectors), scaled);
}

/** The symmetric square root of a symmetric matrix; eigenvalues below 0 (rounding) count as 0. */
export function squareRoot(m: Matrix3): Matrix3 {
  return mapEigenvalues(m, (value) => Math.sqrt(Math.max(0, value)));
}
