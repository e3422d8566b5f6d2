import { type Scalar, type Tensor2D, tf } from '../engine/tf.js';
import { matrixRoot, traceOfRoot } from './matrixRoot.js';

/**
 * Added to the variance of every channel, as a share of the mean variance: features have far fewer directions than
 * channels, and roots of singular matrices have no gradient. Both sides get the same, so equal ones stay at distance 0.
 */
const RIDGE = 1e-3;

/**
 * The squared 2-Wasserstein distance of two normal distributions (Olkin & Pukelsheim 1982), per channel:
 * |m - n|^2 + tr(A + B - 2 (B^1/2 A B^1/2)^1/2).
 *
 * @param moments [1 + c, c], mean and covariance
 * @param target the style's, a constant
 */
export function wassersteinDistance(moments: Tensor2D, target: Tensor2D): Scalar {
  const channels = moments.shape[1];
  const ridge = tf.mul(tf.eye(channels), tf.mul(traceOf(covarianceOf(target)), RIDGE / channels));
  const a = tf.add(covarianceOf(moments), ridge) as Tensor2D;
  const b = tf.add(covarianceOf(target), ridge) as Tensor2D;
  const root = matrixRoot(b);
  const overlap = traceOfRoot(tf.matMul(tf.matMul(root, a), root));
  const spread = tf.sub(tf.add(traceOf(a), traceOf(b)), tf.mul(overlap, 2));
  const shift = tf.sum(tf.squaredDifference(meanOf(moments), meanOf(target)));
  return tf.div(tf.add(shift, spread), channels) as Scalar;
}

const meanOf = (moments: Tensor2D): Tensor2D => tf.slice(moments, [0, 0], [1, moments.shape[1]]);
const covarianceOf = (moments: Tensor2D): Tensor2D =>
  tf.slice(moments, [1, 0], [moments.shape[1], moments.shape[1]]);
const traceOf = (matrix: Tensor2D) => tf.sum(tf.mul(matrix, tf.eye(matrix.shape[0])));
