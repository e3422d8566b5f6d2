import { type Tensor, type Tensor2D, type Tensor3D, type Tensor4D, tf } from '../engine/tf.js';
import { meanAndDeviation, VARIANCE_FLOOR } from '../losses/moments.js';
import { DEVIATIONS } from './blend.js';
import { meanSquaredDifference, stackRegions, statisticTerm } from './statistic.js';

/** Moments of all regions by one product, since there may be many. @param weights [regions, h w] @returns [regions, 2, c] */
function regionMoments(features: Tensor4D, weights: Tensor2D): Tensor3D {
  const [, h, w, c] = features.shape;
  const [regions, positions] = weights.shape;
  const rows = tf.reshape(features, [h * w, c]) as Tensor2D;
  const shares = tf.div(weights, positions) as Tensor2D;
  const mean = tf.matMul(shares, rows);
  const meanSquare = tf.matMul(shares, tf.square(rows) as Tensor2D);
  // Rounding may leave a little less than nothing.
  const variance = tf.relu(tf.sub(meanSquare, tf.square(mean)));
  const asRow = (x: Tensor) => tf.reshape(x, [regions, 1, c]) as Tensor3D;
  return tf.concat([asRow(mean), asRow(tf.sqrt(tf.add(variance, VARIANCE_FLOOR)))], 1);
}

/** Mean and deviation of each channel. */
export const MOMENTS = statisticTerm({
  help: 'mean and deviation of each feature: cheapest and loosest',
  source: 'Huang & Belongie, ICCV 2017; Li et al., IJCAI 2017',
  blend: DEVIATIONS,
  measure: (features, weights) =>
    weights ? regionMoments(features, weights) : stackRegions(features, weights, meanAndDeviation),
  distance: meanSquaredDifference,
  energy: (target: Tensor3D) => tf.mean(tf.square(target), [1, 2]),
});
