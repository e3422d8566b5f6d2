import { type Tensor, type Tensor2D, tf } from '../engine/tf.js';

/** Enough for condition numbers up to 1e4 in float32; each one is three products. */
const ITERATIONS = 14;

interface Roots {
  readonly root: Tensor2D;
  readonly inverseRoot: Tensor2D;
}

/** The coupled Newton-Schulz iteration (Higham, Functions of Matrices, eq. 6.35): products only. */
function roots(matrix: Tensor2D): Roots {
  const size = matrix.shape[0];
  const norm = tf.sqrt(tf.sum(tf.square(matrix)));
  const identity = tf.eye(size);
  // It converges for eigenvalues up to 1, which the Frobenius norm makes sure of.
  let y = tf.div(matrix, norm) as Tensor2D;
  let z = identity as Tensor2D;
  for (let i = 0; i < ITERATIONS; i++) {
    const t = tf.sub(tf.mul(identity, 1.5), tf.mul(tf.matMul(z, y), 0.5)) as Tensor2D;
    y = tf.matMul(y, t);
    z = tf.matMul(t, z);
  }
  const scale = tf.sqrt(norm);
  return { root: tf.mul(y, scale), inverseRoot: tf.div(z, scale) };
}

/**
 * The square root of a symmetric positive definite matrix.
 *
 * @param matrix [n, n], a constant: a gradient would go through every product of the iteration
 */
export function matrixRoot(matrix: Tensor2D): Tensor2D {
  return roots(matrix).root;
}

/**
 * The trace of the square root of a symmetric positive definite matrix. Its gradient is half the inverse root, which
 * the iteration gives as well: nothing is differentiated through it.
 *
 * @param matrix [n, n]
 */
export function traceOfRoot(matrix: Tensor2D): Tensor {
  const withGradient = tf.customGrad((...[x]) => {
    const { root, inverseRoot } = roots(x as Tensor2D);
    return {
      value: tf.sum(tf.mul(root, tf.eye(root.shape[0]))),
      gradFunc: (dy: Tensor) => tf.mul(dy, tf.mul(inverseRoot, 0.5)),
    };
  });
  return withGradient(matrix);
}
