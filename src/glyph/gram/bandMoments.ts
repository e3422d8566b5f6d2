import { type Scalar, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';

/** Below the variance of any live channel; the root has an infinite slope at zero. */
const VARIANCE_FLOOR = 1e-6;
/** Bands in which a layer is all but dead do not count for more than this mean square allows. */
const ENERGY_FLOOR = 1e-6;

/**
 * Mean and standard deviation of each channel within each band (Huang & Belongie 2017, over regions): one product for all
 * bands at once.
 *
 * @param features [1, h, w, c]
 * @param weights [bands, h w]; each band's sum is 1
 * @returns [bands, 2 c]: means, then deviations
 */
export function bandMoments(features: Tensor4D, weights: Tensor2D): Tensor2D {
  const [, h, w, c] = features.shape;
  const rows = tf.reshape(features, [h * w, c]) as Tensor2D;
  const mean = tf.matMul(weights, rows);
  const meanSquare = tf.matMul(weights, tf.square(rows) as Tensor2D);
  // Rounding may leave a little less than nothing.
  const variance = tf.relu(tf.sub(meanSquare, tf.square(mean)));
  return tf.concat([mean, tf.sqrt(tf.add(variance, VARIANCE_FLOOR))], 1) as Tensor2D;
}

/**
 * How far moments are from those of an example, each band's squared distance as a share of the example's own squares; the
 * mean of all bands. Bands with small activations count as much as those with large ones.
 *
 * @param moments [bands, 2 c]
 * @param goal the example's, of the same shape
 */
export function momentsDistance(moments: Tensor2D, goal: Float32Array): Scalar {
  const [bands, length] = moments.shape;
  const factors = Float32Array.from({ length: bands }, (_, band) => {
    const own = goal.subarray(band * length, (band + 1) * length);
    const energy = own.reduce((sum, value) => sum + value * value, 0);
    return 1 / (bands * Math.max(energy, length * ENERGY_FLOOR));
  });
  const errors = tf.squaredDifference(moments, tf.tensor2d(goal, [bands, length]));
  return tf.sum(tf.mul(errors, tf.tensor2d(factors, [bands, 1])));
}
