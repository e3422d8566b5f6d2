import { type Tensor, tf } from '../engine/tf.js';
import {
  type Matrices,
  matrixRoot,
  type RootTangent,
  shortfallOfRoot,
  tangentOfRoot,
  traceOf,
} from './matrixRoot.js';

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
  /** B^1/2, [(m,) c, c] */
  readonly root: Matrices;
  /** B^1/2 B B^1/2, as it is computed for a picture's own covariance, [(m,) c, c] */
  readonly base: Matrices;
}

/** @param target [(m,) 1 + c, c], mean and covariance of one picture or region, or of several */
export function wassersteinTarget(target: Matrices): WassersteinTarget {
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
 * @param moments [(m,) 1 + c, c], mean and covariance
 * @param target the style's, a constant; of a stack, as many or one
 * @param prepared of the target
 * @returns [(m)]
 */
export function wassersteinDistance(
  moments: Matrices,
  target: Matrices,
  { root, base, ...tangent }: WassersteinTarget = wassersteinTarget(target),
): Tensor {
  const spread = tf.mul(shortfallOfRoot(between(root, withRidge(moments, target)), base, tangent), 2);
  const shift = tf.sum(tf.squaredDifference(meanOf(moments), meanOf(target)), WITHIN);
  return tf.div(tf.add(shift, spread), channelsOf(moments));
}

/**
 * Mean square of a channel: its squared mean plus its variance, averaged over channels.
 *
 * @param moments [(m,) 1 + c, c]
 * @returns [(m)]
 */
export function secondMoment(moments: Matrices): Tensor {
  const squares = tf.add(traceOf(covarianceOf(moments)), tf.sum(tf.square(meanOf(moments)), WITHIN));
  return tf.div(squares, channelsOf(moments));
}

/** The axes of each matrix. */
const WITHIN = [-2, -1];
const channelsOf = ({ shape }: Matrices): number => shape[shape.length - 1]!;

const between = (root: Matrices, matrix: Matrices): Matrices => tf.matMul(tf.matMul(root, matrix), root);

/** The covariance with the ridge that the target asks for. */
function withRidge(moments: Matrices, target: Matrices): Matrices {
  const ridge = tf.mul(tf.eye(channelsOf(moments)), ridgeOf(target));
  return tf.add(covarianceOf(moments), ridge);
}

/** A number for each matrix, [(m,) 1, 1]. */
function ridgeOf(target: Matrices): Tensor {
  const energy = secondMoment(target);
  return tf.add(tf.mul(tf.reshape(energy, [...energy.shape, 1, 1]), RIDGE), LEAST_RIDGE);
}

/** Some rows of each matrix. */
function rowsFrom(moments: Matrices, first: number, count: number): Matrices {
  const before = moments.shape.slice(0, -2);
  const begin = [...before.map(() => 0), first, 0];
  return tf.slice(moments, begin, [...before, count, channelsOf(moments)]);
}

const meanOf = (moments: Matrices): Matrices => rowsFrom(moments, 0, 1);
const covarianceOf = (moments: Matrices): Matrices => rowsFrom(moments, 1, channelsOf(moments));
