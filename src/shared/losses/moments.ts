import { type GradSaveFunc, type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { gramMatrix } from './gram.js';

/** Below the variance of any live channel; the root has an infinite slope at zero. */
export const VARIANCE_FLOOR = 1e-6;

/** Mean of rows [h w, c] by weights [h, w] of mean 1. @returns [1, c] */
function meanOf(rows: Tensor2D, weights: Tensor | undefined): Tensor2D {
  if (!weights) return tf.mean(rows, 0, true);
  const count = rows.shape[0];
  return tf.div(tf.matMul(tf.reshape(weights, [1, count]) as Tensor2D, rows), count);
}

/**
 * Mean and standard deviation of each channel over positions (Huang & Belongie 2017).
 *
 * @param features [1, h, w, c]
 * @param weights [h, w] of mean 1
 * @returns [2, c]: means, then deviations
 */
export function meanAndDeviation(features: Tensor4D, weights?: Tensor): Tensor2D {
  const [, h, w, c] = features.shape;
  const rows = tf.reshape(features, [h * w, c]) as Tensor2D;
  const mean = meanOf(rows, weights);
  const variance = meanOf(tf.squaredDifference(rows, mean), weights);
  return tf.concat([mean, tf.sqrt(tf.add(variance, VARIANCE_FLOOR))], 0) as Tensor2D;
}

/**
 * Mean and covariance of the channels over positions: all there is to know of features that are normally distributed.
 *
 * The covariance is taken of features less their mean. The Gram matrix less the products of the mean would save a copy, but where a
 * picture is flat both are sums of thousands of equal numbers, whose rounding errors add up: in float32 their difference came to
 * a hundredth of the mean square, of either sign. The gradient is written by hand: one product and one sum as large as the
 * features, where tfjs makes six.
 *
 * @param features [1, h, w, c]
 * @param weights [h, w] of mean 1
 * @returns [1 + c, c]: the mean, then the covariance
 */
export function meanAndCovariance(features: Tensor4D, weights?: Tensor): Tensor2D {
  const [, h, w, c] = features.shape;
  const moments = tf.customGrad((...[x, save]) => {
    const rows = x as Tensor2D;
    const mean = meanOf(rows, weights);
    const covariance = gramMatrix(tf.reshape(tf.sub(rows, mean), [1, h, w, c]), weights);
    (save as GradSaveFunc)(weights ? [rows, mean, weights] : [rows, mean]);
    return {
      value: tf.concat([mean, covariance], 0),
      gradFunc: (dy: Tensor, saved: Tensor[]) => momentsGradient(dy as Tensor2D, saved as Tensor2D[]),
    };
  });
  return moments(tf.reshape(features, [h * w, c])) as Tensor2D;
}

/** ((rows - mean) (dC + dC^T) + dmean) / count, times the weight of each row. */
function momentsGradient(dy: Tensor2D, [rows, mean, weights]: Tensor2D[]): Tensor {
  const [count, channels] = rows!.shape;
  const dMean = tf.slice(dy, [0, 0], [1, channels]);
  const dCovariance = tf.slice(dy, [1, 0], [channels, channels]);
  const slope = tf.div(tf.add(dCovariance, tf.transpose(dCovariance)), count) as Tensor2D;
  const shift = tf.sub(tf.div(dMean, count), tf.matMul(mean!, slope));
  const gradient = tf.add(tf.matMul(rows!, slope), shift);
  return weights ? tf.mul(gradient, tf.reshape(weights, [count, 1])) : gradient;
}
