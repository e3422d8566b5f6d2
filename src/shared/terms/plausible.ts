import { type Tensor, type Tensor4D, tf } from '../engine/tf.js';
import { numberParameter } from '../parameters/parameter.js';
import { term } from './term.js';

/** The layer of colours multiplied by alpha, and alpha, [n, h, w, 4]. */
export const RGBA_LAYER = 'rgba';

/** Deviations from the mean that are still plausible: 95 % of a normal distribution in one dimension. */
export const PLAUSIBLE_DEVIATIONS = 2;
/** The root has an infinite slope at zero. */
const SLOPE_FLOOR = 1e-6;

/**
 * How far colours are from what is plausible at their place: the mean square of the deviations beyond the limit.
 *
 * @param rgba [n, h, w, 4]
 * @param mean [1, h, w, 4]
 * @param whitening [h w, 4, 4]: turns what differs from the mean into deviations
 * @returns [n]
 */
export function implausibility(rgba: Tensor4D, mean: Tensor, whitening: Tensor, deviations: number): Tensor {
  const [count, height, width, channels] = rgba.shape;
  const difference = tf.reshape(tf.sub(rgba, mean), [count, height * width, 1, channels]);
  const whitened = tf.sum(tf.mul(whitening, difference), 3);
  const size = tf.sqrt(tf.add(tf.sum(tf.square(whitened), 2), SLOPE_FLOOR));
  return tf.mean(tf.square(tf.relu(tf.sub(size, deviations))), 1);
}

/**
 * Colours keep to normal distributions, one for each pixel. The goal is not measured of an example but given: `mean`
 * [1, h, w, 4] and `whitening` [h w, 4, 4].
 */
export const PLAUSIBLE = term({
  help: 'every pixel has a colour that the style has at a place like it (text)',
  source: 'our own, for text effects: docs/glyph.md',
  side: 'prior',
  media: ['text'],
  parameters: {
    deviations: numberParameter(
      PLAUSIBLE_DEVIATIONS,
      0,
      100,
      'how far a colour may be from the mean at no cost',
    ),
  },
  layers: () => [RGBA_LAYER],
  loss: (seen, { mean, whitening }, { deviations }) =>
    implausibility(seen.layer(RGBA_LAYER), mean!, whitening!, deviations),
});
