import { type Scalar, type Tensor, type Tensor2D, tf } from '../engine/tf.js';
import { matrixRoot, type RootTangent, shortfallOfRoot, tangentOfRoot, traceOf } from './matrixRoot.js';

/**
 * Added to the variance of every channel, as a share of the mean square of a channel: features have far fewer directions
 * than channels, and roots of singular matrices have no gradient. Covariances of flat pictures are differences of large
 * numbers besides, sums of many in float32, and what rounding leaves of them may be negative. Both sides get the same, so equal
 * ones stay at distance 0.
 */
const RIDGE = 1e-3;
/** The least ridge: its fourth power is still a number. */
const LEAST_RIDGE = 1e-8;

/** What depends on the target alone, so that it need not be computed for every picture that is compared with it. */
export interface WassersteinTarget extends RootTangent {
  /** B^1/2, [c, c] */
  readonly root: Tensor2D;
  /** B^1/2 B B^1/2, as it is computed for a picture's own covariance, [c, c] */
  readonly base: Tensor2D;
}

/** @param target [1 + c, c], mean and covariance */
export function wassersteinTarget(target: Tensor2D): WassersteinTarget {
  const b = withRidge(target, target);
  const root = matrixRoot(b);
  const base = between(root, b);
  return { root, base, ...tangentOfRoot(base) };
}

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
 * @param prepared of the target
 */
export function wassersteinDistance(
  moments: Tensor2D,
  target: Tensor2D,
  { root, base, ...tangent }: WassersteinTarget = wassersteinTarget(target),
): Scalar {
  const spread = tf.mul(shortfallOfRoot(between(root, withRidge(moments, target)), base, tangent), 2);
  const shift = tf.sum(tf.squaredDifference(meanOf(moments), meanOf(target)));
  return tf.div(tf.add(shift, spread), moments.shape[1]) as Scalar;
}

/** Mean square of a channel: its squared mean plus its variance, averaged over channels. @param moments [1 + c, c] */
export function secondMoment(moments: Tensor2D): Scalar {
  const squares = tf.add(traceOf(covarianceOf(moments)), tf.sum(tf.square(meanOf(moments))));
  return tf.div(squares, moments.shape[1]) as Scalar;
}

const between = (root: Tensor2D, matrix: Tensor2D): Tensor2D => tf.matMul(tf.matMul(root, matrix), root);

/** The covariance with the ridge that the target asks for. */
function withRidge(moments: Tensor2D, target: Tensor2D): Tensor2D {
  const ridge = tf.mul(tf.eye(moments.shape[1]), ridgeOf(target));
  return tf.add(covarianceOf(moments), ridge) as Tensor2D;
}

function ridgeOf(target: Tensor2D): Tensor {
  return tf.add(tf.mul(secondMoment(target), RIDGE), LEAST_RIDGE);
}

const meanOf = (moments: Tensor2D): Tensor2D => tf.slice(moments, [0, 0], [1, moments.shape[1]]);
const covarianceOf = (moments: Tensor2D): Tensor2D =>
  tf.slice(moments, [1, 0], [moments.shape[1], moments.shape[1]]);
