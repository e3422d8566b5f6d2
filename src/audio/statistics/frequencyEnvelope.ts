import { type Scalar, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';

/** Added to the power of bins before the logarithm: -80 dB of a full-scale sine. */
const POWER_FLOOR = 1e-8;
/** Keeps the loss finite for a flat target. */
const SPREAD_FLOOR = 1e-6;

/**
 * Mean power of every bin over time: the frequency energy envelope of Verma & Smith (2018), before the logarithm, so that
 * those of several windows may be averaged.
 *
 * @param power [1, 1, frames, bins]
 * @returns [1, bins]
 */
export function meanPower(power: Tensor4D): Tensor2D {
  const [, , frames, bins] = power.shape;
  return tf.mean(tf.reshape(power, [frames, bins]), 0, true);
}

/**
 * How far two frequency energy envelopes are apart: squares of the difference of their logarithms, as a share of the
 * spread of the target's, so that neither the length of sounds nor the number of bins counts. 0 for equal ones, 1 for
 * a flat spectrum of the target's level. Verma & Smith do not say how they measure it.
 *
 * @param found [1, bins]
 * @param target [1, bins]
 */
export function frequencyEnvelopeDistance(found: Tensor2D, target: Tensor2D): Scalar {
  const log = (x: Tensor2D) => tf.log(tf.add(x, POWER_FLOOR));
  const wanted = log(target);
  const spread = tf.mean(tf.squaredDifference(wanted, tf.mean(wanted)));
  const error = tf.mean(tf.squaredDifference(log(found), wanted));
  return tf.div(error, tf.add(spread, SPREAD_FLOOR)) as Scalar;
}
