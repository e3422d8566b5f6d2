import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';

/** A small share of the smallest mask weight that counts; its root has an infinite slope at zero. */
const MASK_FLOOR = 1e-12;

/**
 * Gram matrix of features: the mean over positions of the outer product of their channels (Gatys et al. 2016, eq. 3,
 * divided by the number of positions, so that it does not depend on the size of the picture).
 *
 * With weights it is a weighted mean: the guided Gram matrix of Gatys et al. (2017), for regions.
 *
 * @param features [1, h, w, c]
 * @param weights [h, w] of mean 1; all alike, without them
 * @returns [c, c]
 */
export function gramMatrix(features: Tensor4D, weights?: Tensor): Tensor2D {
  const [, h, w, c] = features.shape;
  const rows = tf.reshape(features, [h * w, c]);
  const guided = weights
    ? tf.mul(rows, tf.reshape(tf.sqrt(tf.maximum(weights, MASK_FLOOR)), [h * w, 1]))
    : rows;
  return tf.div(tf.matMul(guided, guided, true, false), h * w);
}
