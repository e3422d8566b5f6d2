import { type Tensor, type Tensor3D, tf } from '../engine/tf.js';
import type { Seen } from './seen.js';
import { type TensorsByName, term } from './term.js';

/** The layer of the power of the bins of a transform, [n, 1, frames, bins]. */
export const POWER = 'power';

/** Added to the power of bins before the logarithm: -80 dB of a full-scale sine. */
const POWER_FLOOR = 1e-8;
/** Keeps the loss finite for a flat target. */
const SPREAD_FLOOR = 1e-6;

/**
 * How far two mean spectra are apart: squares of the difference of their logarithms, as a share of the spread of the
 * target's, so that neither the length of sounds nor the number of bins counts. 0 for equal ones, 1 for a flat spectrum of
 * the target's level. Verma & Smith do not say how they measure it.
 *
 * @param power [n, 1, bins]
 * @param target [n, 1, bins]
 * @returns [n]
 */
export function frequencyEnvelopeDistance(power: Tensor3D, target: Tensor3D): Tensor {
  const log = (x: Tensor3D) => tf.log(tf.add(x, POWER_FLOOR));
  const targetLog = log(target);
  const spread = tf.mean(tf.squaredDifference(targetLog, tf.mean(targetLog, [1, 2], true)), [1, 2]);
  const error = tf.mean(tf.squaredDifference(log(power), targetLog), [1, 2]);
  return tf.div(error, tf.add(spread, SPREAD_FLOOR));
}

/** Mean power of every bin over time, before the logarithm, so that those of several windows may be averaged. */
function measure(seen: Seen): TensorsByName {
  const power = seen.layer(POWER);
  const [count, , frames, bins] = power.shape;
  return { power: tf.mean(tf.reshape(power, [count, frames, bins]), 1, true) };
}

const distance = (measured: TensorsByName, goal: TensorsByName) =>
  frequencyEnvelopeDistance(measured.power as Tensor3D, goal.power as Tensor3D);

/** The mean spectrum. */
export const FREQUENCY_ENVELOPE = term({
  help: 'the mean spectrum over time',
  source: 'Verma & Smith 2018 (frequency energy envelope)',
  side: 'style',
  media: ['sounds'],
  parameters: {},
  layers: () => [POWER],
  measure,
  distance,
  loss: (seen, goal) => distance(measure(seen), goal),
});
