import { dot } from '../../../src/shared/optim/vectors.js';

/** A step and the change of the gradient over it. */
export interface Pair {
  readonly s: Float32Array;
  readonly y: Float32Array;
}

/**
 * The inverse Hessian that L-BFGS stands for, written out: BFGS updates (Nocedal & Wright, eq. 7.16) of (s.y / y.y)
 * times the identity, from all pairs, oldest first.
 */
export function inverseHessian(pairs: readonly Pair[], size: number): number[][] {
  const last = pairs.at(-1);
  const scale = last ? dot(last.s, last.y) / dot(last.y, last.y) : 1;
  let h = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? scale : 0)),
  );
  for (const { s, y } of pairs) {
    const rho = 1 / dot(s, y);
    // V = I - rho y s^T; H' = V^T H V + rho s s^T.
    const v = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? 1 : 0) - rho * y[i]! * s[j]!),
    );
    const hv = h.map((row) => v[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * v[k]![j]!, 0)));
    h = v[0]!.map((_, i) =>
      v[0]!.map((_, j) => v.reduce((sum, row, k) => sum + row[i]! * hv[k]![j]!, rho * s[i]! * s[j]!)),
    );
  }
  return h;
}

/** matrix times vector */
export const times = (matrix: readonly (readonly number[])[], x: Float32Array) =>
  Float32Array.from(matrix, (row) => row.reduce((sum, value, j) => sum + value * x[j]!, 0));
