import { type Scalar, type Tensor, type Tensor4D, tf } from '../engine/tf.js';

/**
 * Content loss (Gatys et al. 2016, eq. 1, but the mean and not half the sum): how far features are from those of the
 * content.
 *
 * @param features [1, h, w, c]
 * @param target the content's, of the same shape
 * @param weights [h, w] of mean 1: how much each position counts; all alike, without them
 */
export function contentLoss(features: Tensor4D, target: Tensor4D, weights?: Tensor): Scalar {
  const errors = tf.squaredDifference(features, target);
  const [, h, w] = features.shape;
  return tf.mean(weights ? tf.mul(errors, tf.reshape(weights, [1, h, w, 1])) : errors) as Scalar;
}

/**
 * What a content loss is multiplied by:
 *
 * - `mean`: nothing; the mean squared error of the PyTorch tutorial;
 * - `gatys`: half the sum instead of the mean;
 * - `energy`: 1 / mean square of the target;
 * - `variance`: 1 / variance of the target: 1 for a picture whose features are nothing but the content's mean.
 */
export type ContentNormalisation = 'mean' | 'gatys' | 'energy' | 'variance';

/** The factor for a target, any shape. @see ContentNormalisation */
export function contentFactor(normalisation: ContentNormalisation, target: Float32Array): number {
  switch (normalisation) {
    case 'mean':
      return 1;
    case 'gatys':
      return target.length / 2;
    case 'energy':
      return inverse(meanSquare(target, 0));
    case 'variance':
      return inverse(meanSquare(target, mean(target)));
  }
}

// Dead features cannot differ from their target, so they need no weight either.
const inverse = (size: number) => (size > 0 ? 1 / size : 0);

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Mean of (value - centre)^2. */
function meanSquare(values: Float32Array, centre: number): number {
  let sum = 0;
  for (const value of values) sum += (value - centre) ** 2;
  return sum / values.length;
}
