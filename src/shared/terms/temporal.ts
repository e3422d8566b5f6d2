import type { ArrayValue } from '../engine/objective.js';
import { type Tensor4D, tf } from '../engine/tf.js';
import { type ArraysByName, term } from './term.js';
import { PIXELS } from './totalVariation.js';

/**
 * Goals of the term.
 *
 * @param carried [1, h, w, 3]: what the frames before look like on this one
 * @param trust [1, h, w, 1], 0..1: how far each pixel is known to be the same thing
 */
export function temporalGoal(carried: ArrayValue, trust: ArrayValue): ArraysByName {
  return { carried, trust };
}

/**
 * Ruder, Dosovitskiy & Brox, "Artistic Style Transfer for Videos" (GCPR 2016), eq. 7: squared differences from the frame before as it lies on
 * this one, each pixel by its trust, over all pixels. Their long-term loss (eq. 10) is the same: squares that are added up are, but for what does
 * not depend on the picture, the square of the distance from their mean, so several frames go in as one.
 */
export const TEMPORAL = term({
  help: 'things keep the paint that they had in the frames before',
  source: 'Ruder, Dosovitskiy & Brox, GCPR 2016',
  side: 'prior',
  media: ['films'],
  parameters: {},
  isCarried: true,
  layers: () => [PIXELS],
  measure: (seen) => {
    const pixels = seen.layer(PIXELS);
    const [n, h, w] = pixels.shape;
    return { carried: pixels, trust: tf.ones([n, h, w, 1]) };
  },
  loss: (seen, { carried, trust }) => {
    const errors = tf.squaredDifference(seen.layer(PIXELS), carried as Tensor4D);
    return tf.mean(tf.mul(errors, trust!), [1, 2, 3]);
  },
});
