import { tf } from '../engine/tf.js';
import { term } from './term.js';

/** The layer of the logarithms of the energy of frames, [n, 1, frames, 1]. */
export const ENERGIES = 'energies';

/** The temporal energy envelope: mean squared difference of the logarithms of the energy of frames. */
export const ENVELOPE = term({
  help: 'loudness over time',
  source: 'Verma & Smith 2018 (temporal energy envelope)',
  side: 'content',
  media: ['sounds'],
  parameters: {},
  layers: () => [ENERGIES],
  measure: (seen) => ({ energies: seen.layer(ENERGIES) }),
  loss: (seen, goal) => tf.mean(tf.squaredDifference(seen.layer(ENERGIES), goal.energies!), [1, 2, 3]),
  range: (goal) => {
    const energies = goal.energies!;
    return tf.mean(tf.squaredDifference(energies, tf.mean(energies, [1, 2, 3], true)), [1, 2, 3]);
  },
});
