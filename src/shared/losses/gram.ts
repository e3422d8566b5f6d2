import { type GradSaveFunc, type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';

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
  const rows = tf.reshape(features, [h * w, c]) as Tensor2D;
  if (!weights) return meanOuterProduct(rows);
  const roots = tf.reshape(tf.sqrt(tf.maximum(weights, MASK_FLOOR)), [h * w, 1]);
  return meanOuterProduct(tf.mul(rows, roots));
}

/**
 * Rows^T rows / count. The gradient is written by hand: both factors are the same, so one product of the slope with the
 * rows does for both, where tfjs makes two as large as the features and adds them.
 *
 * @param rows [count, c]
 */
function meanOuterProduct(rows: Tensor2D): Tensor2D {
  const [count] = rows.shape;
  const product = tf.customGrad((...[x, save]) => {
    (save as GradSaveFunc)([x as Tensor]);
    return {
      value: tf.div(tf.matMul(x as Tensor2D, x as Tensor2D, true, false), count),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) =>
        tf.matMul(saved as Tensor2D, tf.div(tf.add(dy, tf.transpose(dy)), count) as Tensor2D),
    };
  });
  return product(rows) as Tensor2D;
}
