import { ROOT_CUBICS } from '../losses/rootCubics.js';
import type { NetOps } from './netOps.js';

/** The root of a matrix, and that of its inverse. */
export interface Roots<T> {
  readonly root: T;
  readonly inverseRoot: T;
}

/**
 * Both roots of a symmetric positive definite matrix by the coupled Newton-Schulz iteration (Higham, Functions of Matrices, eq. 6.35):
 * products alone, no eigenvectors.
 *
 * @param matrix [size, size]
 */
export function rootsOf<T>(ops: NetOps<T>, matrix: T, size: number): Roots<T> {
  const identity = ops.identity(size);
  // The iteration converges for eigenvalues up to 1, which the Frobenius norm makes sure of.
  const norm = ops.sqrt(ops.total(ops.mul(matrix, matrix)));
  let root = ops.div(matrix, norm);
  let inverseRoot = identity;
  for (const { linear, cubic } of ROOT_CUBICS) {
    const product = ops.matMul(inverseRoot, root);
    const factor = ops.sub(ops.mul(identity, ops.number(linear)), ops.mul(product, ops.number(cubic)));
    root = ops.matMul(root, factor);
    inverseRoot = ops.matMul(factor, inverseRoot);
  }
  const scale = ops.sqrt(norm);
  return { root: ops.mul(root, scale), inverseRoot: ops.div(inverseRoot, scale) };
}
