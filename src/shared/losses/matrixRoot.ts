import { type GradSaveFunc, type Tensor, type Tensor2D, tf } from '../engine/tf.js';
import { ROOT_CUBICS } from './rootCubics.js';

interface Root {
  /** [n, n] */
  readonly root: Tensor2D;
  /** What a change of the matrix, [n, n], changes the trace of the root by. */
  readonly slope: Tensor;
}

/**
 * The coupled Newton-Schulz iteration (Higham, Functions of Matrices, eq. 6.35), scaled: products only. Eigenvalues that are
 * too small for it end up with less than their root. The slope is that of what is computed and not of the true root,
 * half the inverse root, so that an optimiser is not told of falls that there are not.
 */
function iterate(matrix: Tensor2D): Root {
  const norm = tf.sqrt(tf.sum(tf.square(matrix)));
  const identity = tf.eye(matrix.shape[0]);
  // It converges for eigenvalues up to 1, which the Frobenius norm makes sure of.
  const unit = tf.div(matrix, norm) as Tensor2D;
  let y = unit;
  let z: Tensor2D | undefined;
  // Of the root of z y, with respect to its starting value.
  let derivative: Tensor2D | undefined;
  for (const { linear, cubic } of ROOT_CUBICS) {
    const product: Tensor2D = z ? tf.matMul(z, y) : y;
    const line = (slope: number, curve: number) =>
      tf.sub(tf.mul(identity, slope), tf.mul(product, curve)) as Tensor2D;
    const t = line(linear, cubic);
    const change = line(linear, 3 * cubic);
    derivative = derivative ? tf.matMul(derivative, change) : change;
    y = tf.matMul(y, t);
    z = z ? tf.matMul(t, z) : t;
  }
  const scale = tf.sqrt(norm);
  const slope = tf.mul(tf.add(z ?? identity, derivative ?? identity), 0.5);
  const throughNorm = tf.sub(tf.mul(traceOf(y), 0.5), tf.sum(tf.mul(unit, slope)));
  return {
    root: tf.mul(y, scale),
    slope: tf.div(tf.add(slope, tf.mul(unit, throughNorm)), scale),
  };
}

/** The sum of the diagonal, as an op that has a kernel everywhere. */
export function traceOf(matrix: Tensor2D): Tensor {
  return tf.sum(tf.mul(matrix, tf.eye(matrix.shape[0])));
}

/**
 * The square root of a symmetric positive definite matrix.
 *
 * @param matrix [n, n], a constant: a gradient would go through every product of the iteration
 */
export function matrixRoot(matrix: Tensor2D): Tensor2D {
  return iterate(matrix).root;
}

/**
 * The trace of the square root of a symmetric positive definite matrix. Its gradient comes out of the iteration:
 * nothing is differentiated through it.
 *
 * @param matrix [n, n]
 */
export function traceOfRoot(matrix: Tensor2D): Tensor {
  const withGradient = tf.customGrad((...[x, save]) => {
    const { root, slope } = iterate(x as Tensor2D);
    // tfjs disposes what is not saved.
    (save as GradSaveFunc)([slope]);
    return {
      value: traceOf(root),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => tf.mul(dy, saved!),
    };
  });
  return withGradient(matrix);
}

/** The straight line that touches the trace of a root at a matrix: its value there, and its slope. */
export interface RootTangent {
  readonly trace: Tensor;
  /** [n, n] */
  readonly slope: Tensor2D;
}

/** @param base [n, n], a constant */
export function tangentOfRoot(base: Tensor2D): RootTangent {
  const { root, slope } = iterate(base);
  return { trace: traceOf(root), slope: slope as Tensor2D };
}

/**
 * How much of a root's trace `traceOfRoot` finds to be lost from the straight line that touches it at `base`: 0 there,
 * and positive elsewhere, since a root is concave.
 *
 * @param matrix [n, n]
 * @param base [n, n], a constant
 * @param tangent that at `base`
 */
export function shortfallOfRoot(matrix: Tensor2D, base: Tensor2D, { trace, slope }: RootTangent): Tensor {
  const line = tf.add(trace, tf.sum(tf.mul(slope, tf.sub(matrix, base))));
  return tf.sub(line, traceOfRoot(matrix));
}
