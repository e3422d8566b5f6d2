import { type GradSaveFunc, type Tensor, type Tensor2D, type Tensor3D, tf } from '../engine/tf.js';
import { ROOT_CUBICS } from './rootCubics.js';

/** A square matrix [n, n], or a stack of them [m, n, n]. A stack is one graph, however many it holds. */
export type Matrices = Tensor2D | Tensor3D;
/** The axes of each matrix. */
const WITHIN = [-2, -1];

interface Root {
  /** [(m,) n, n] */
  readonly root: Matrices;
  /** What a change of the matrix, [n, n], changes the trace of the root by. */
  readonly slope: Tensor;
}

/**
 * The coupled Newton-Schulz iteration (Higham, Functions of Matrices, eq. 6.35), scaled: products only. Eigenvalues that are
 * too small for it end up with less than their root. The slope is that of what is computed and not of the true root,
 * half the inverse root, so that an optimiser is not told of falls that there are not.
 */
function iterate(matrix: Matrices): Root {
  const norm = tf.sqrt(tf.sum(tf.square(matrix), WITHIN, true));
  const identity = identityFor(matrix);
  // It converges for eigenvalues up to 1, which the Frobenius norm makes sure of.
  const unit: Matrices = tf.div(matrix, norm);
  let y = unit;
  let z: Matrices | undefined;
  // Of the root of z y, with respect to its starting value.
  let derivative: Matrices | undefined;
  for (const { linear, cubic } of ROOT_CUBICS) {
    const product: Matrices = z ? tf.matMul(z, y) : y;
    const line = (slope: number, curve: number): Matrices =>
      tf.sub(tf.mul(identity, slope), tf.mul(product, curve));
    const t = line(linear, cubic);
    const change = line(linear, 3 * cubic);
    derivative = derivative ? tf.matMul(derivative, change) : change;
    y = tf.matMul(y, t);
    z = z ? tf.matMul(t, z) : t;
  }
  const scale = tf.sqrt(norm);
  const slope = tf.mul(tf.add(z ?? identity, derivative ?? identity), 0.5);
  const halfTrace = tf.mul(tf.sum(tf.mul(y, identity), WITHIN, true), 0.5);
  const throughNorm = tf.sub(halfTrace, tf.sum(tf.mul(unit, slope), WITHIN, true));
  return {
    root: tf.mul(y, scale),
    slope: tf.div(tf.add(slope, tf.mul(unit, throughNorm)), scale),
  };
}

const identityFor = ({ shape }: Matrices): Tensor2D => tf.eye(shape[shape.length - 1]!);

/** The sum of the diagonal, as an op that has a kernel everywhere. @returns [(m)] */
export function traceOf(matrix: Matrices): Tensor {
  return tf.sum(tf.mul(matrix, identityFor(matrix)), WITHIN);
}

/**
 * The square root of a symmetric positive definite matrix.
 *
 * @param matrix [(m,) n, n], a constant: a gradient would go through every product of the iteration
 */
export function matrixRoot(matrix: Matrices): Matrices {
  return iterate(matrix).root;
}

/**
 * The trace of the square root of a symmetric positive definite matrix. Its gradient comes out of the iteration:
 * nothing is differentiated through it.
 *
 * @param matrix [(m,) n, n]
 * @returns [(m)]
 */
export function traceOfRoot(matrix: Matrices): Tensor {
  const withGradient = tf.customGrad((...[x, save]) => {
    const { root, slope } = iterate(x as Matrices);
    // tfjs disposes what is not saved.
    (save as GradSaveFunc)([slope]);
    return {
      value: traceOf(root),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => tf.mul(tf.reshape(dy, [...dy.shape, 1, 1]), saved!),
    };
  });
  return withGradient(matrix);
}

/** The straight line that touches the trace of a root at a matrix: its value there, and its slope. */
export interface RootTangent {
  readonly trace: Tensor;
  /** [(m,) n, n] */
  readonly slope: Matrices;
}

/** @param base [(m,) n, n], a constant */
export function tangentOfRoot(base: Matrices): RootTangent {
  const { root, slope } = iterate(base);
  return { trace: traceOf(root), slope: slope as Matrices };
}

/**
 * How much of a root's trace `traceOfRoot` finds to be lost from the straight line that touches it at `base`: 0 there,
 * and positive elsewhere, since a root is concave.
 *
 * @param matrix [(m,) n, n]
 * @param base [(m,) n, n], a constant; of a stack, as many or one
 * @param tangent that at `base`
 * @returns [(m)]
 */
export function shortfallOfRoot(matrix: Matrices, base: Matrices, { trace, slope }: RootTangent): Tensor {
  const line = tf.add(trace, tf.sum(tf.mul(slope, tf.sub(matrix, base)), WITHIN));
  return tf.sub(line, traceOfRoot(matrix));
}
