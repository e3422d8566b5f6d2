import { type Tensor, type Tensor3D, tf } from '../engine/tf.js';
import type { Seen } from './seen.js';
import { type TensorsByName, term } from './term.js';

/** The layer of the autocorrelation of bands over time, [n, 1, lags, bands]. */
export const AUTOCORRELATION = 'autocorrelation';

/** Keeps the loss finite for a target without any rhythm. */
const ENERGY_FLOOR = 1e-6;

/**
 * The rhythm loss of Antognini, Hoffman & Weiss (2019), squared: ||A - A*||^2 / ||A*||^2. 0 for equal rhythms.
 *
 * @param rhythm [n, lags, bands]
 * @param target [n, lags, bands]
 * @returns [n]
 */
export function rhythmDistance(rhythm: Tensor3D, target: Tensor3D): Tensor {
  const error = tf.sum(tf.squaredDifference(rhythm, target), [1, 2]);
  return tf.div(error, tf.add(tf.sum(tf.square(target), [1, 2]), ENERGY_FLOOR));
}

function measure(seen: Seen): TensorsByName {
  const rhythm = seen.layer(AUTOCORRELATION);
  const [count, , lags, bands] = rhythm.shape;
  return { rhythm: tf.reshape(rhythm, [count, lags, bands]) };
}

const distance = (measured: TensorsByName, goal: TensorsByName) =>
  rhythmDistance(measured.rhythm as Tensor3D, goal.rhythm as Tensor3D);

/** When things are repeated. */
export const RHYTHM = term({
  help: 'when things are repeated: beats and bars',
  source: 'Antognini, Hoffman & Weiss, ICASSP 2019 (autocorrelation loss)',
  side: 'content',
  media: ['sounds'],
  parameters: {},
  layers: () => [AUTOCORRELATION],
  measure,
  distance,
  loss: (seen, goal) => distance(measure(seen), goal),
});
