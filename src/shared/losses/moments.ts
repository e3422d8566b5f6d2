import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';

/** Below the variance of any live channel; the root has an infinite slope at zero. */
const VARIANCE_FLOOR = 1e-8;

/** Features as rows [h w, c], and how much each counts [h w, 1], in all 1. */
function weightedRows(features: Tensor4D, weights: Tensor | undefined): { rows: Tensor2D; shares: Tensor2D } {
  const [, h, w, c] = features.shape;
  const shares = weights ? tf.div(tf.reshape(weights, [h * w, 1]), h * w) : tf.fill([h * w, 1], 1 / (h * w));
  return { rows: tf.reshape(features, [h * w, c]), shares: shares as Tensor2D };
}

/**
 * Mean and standard deviation of each channel over positions (Huang & Belongie 2017).
 *
 * @param features [1, h, w, c]
 * @param weights [h, w] of mean 1
 * @returns [2, c]: means, then deviations
 */
export function meanAndDeviation(features: Tensor4D, weights?: Tensor): Tensor2D {
  const { rows, shares } = weightedRows(features, weights);
  const mean = tf.sum(tf.mul(rows, shares), 0, true);
  const variance = tf.sum(tf.mul(tf.squaredDifference(rows, mean), shares), 0, true);
  return tf.concat([mean, tf.sqrt(tf.add(variance, VARIANCE_FLOOR))], 0) as Tensor2D;
}

/**
 * Mean and covariance of the channels over positions: all there is to know of features that are normally distributed.
 *
 * @param features [1, h, w, c]
 * @param weights [h, w] of mean 1
 * @returns [1 + c, c]: the mean, then the covariance
 */
export function meanAndCovariance(features: Tensor4D, weights?: Tensor): Tensor2D {
  const { rows, shares } = weightedRows(features, weights);
  const mean = tf.sum(tf.mul(rows, shares), 0, true);
  const centred = tf.sub(rows, mean);
  const covariance = tf.matMul(tf.mul(centred, shares), centred, true, false);
  return tf.concat([mean, covariance], 0) as Tensor2D;
}
