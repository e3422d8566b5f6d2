import { type Scalar, type Tensor, type Tensor2D, tf } from '../engine/tf.js';
import { matrixRoot, shortfallOfRoot, traceOf } from './matrixRoot.js';

/**
 * Added to the variance of every channel, as a share of the mean square of a channel: features have far fewer directions
 * than channels, and roots of singular matrices have no gradient. Covariances of flat pictures are differences of large
 * numbers besides, sums of many in float32, and what rounding leaves of them may be negative. Both sides get the same, so equal
 * ones stay at distance 0.
 */
const RIDGE = 1e-3;
/** The least ridge: its fourth power is still a number. */
const LEAST_RIDGE = 1e-8;

/**
 * The squared 2-Wasserstein distance of two normal distributions (Olkin & Pukelsheim 1982), per channel:
 * |m - n|^2 + tr(A + B - 2 (B^1/2 A B^1/2)^1/2).
 *
 * The second part is twice the shortfall of the root's trace from its tangent at A = B, whose slope in A is half the
 * identity. Written so, it is 0 without a gradient at its target even where variances are too small for the root to
 * be exact: they count for less.
 *
 * @param moments [1 + c, c], mean and covariance
 * @param target the style's, a constant
 */
export function wassersteinDistance(moments: Tensor2D, target: Tensor2D): Scalar {
  const channels = moments.shape[1];
  const ridge = tf.mul(tf.eye(channels), ridgeOf(target));
  const a = tf.add(covarianceOf(moments), ridge) as Tensor2D;
  const b = tf.add(covarianceOf(target), ridge) as Tensor2D;
  const root = matrixRoot(b);
  const between = (matrix: Tensor2D): Tensor2D => tf.matMul(tf.matMul(root, matrix), root);
  const spread = tf.mul(shortfallOfRoot(between(a), between(b)), 2);
  const shift = tf.sum(tf.squaredDifference(meanOf(moments), meanOf(target)));
  return tf.div(tf.add(shift, spread), channels) as Scalar;
}

function ridgeOf(target: Tensor2D): Tensor {
  const squares = tf.add(traceOf(covarianceOf(target)), tf.sum(tf.square(meanOf(target))));
  return tf.add(tf.mul(squares, RIDGE / target.shape[1]), LEAST_RIDGE);
}

const meanOf = (moments: Tensor2D): Tensor2D => tf.slice(moments, [0, 0], [1, moments.shape[1]]);
const covarianceOf = (moments: Tensor2D): Tensor2D =>
  tf.slice(moments, [1, 0], [moments.shape[1], moments.shape[1]]);
