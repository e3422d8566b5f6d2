import { type Tensor, type Tensor4D, tf } from '../engine/tf.js';
import { layersParameter, wordParameter } from '../parameters/parameter.js';
import { factorName, inverse, ofLayers, weighedSum } from './byLayer.js';
import { term } from './term.js';

/**
 * What the mean squared error of a layer is multiplied by:
 *
 * - `variance`: 1 / variance of the target: 1 for a picture whose features are nothing but the content's mean;
 * - `energy`: 1 / mean square of the target;
 * - `mean`: nothing; the mean squared error of the PyTorch tutorial;
 * - `gatys`: half the sum instead of the mean (Gatys et al. 2016, eq. 1);
 * - `sum`: the sum (Ulyanov & Lebedev 2016).
 */
export const CONTENT_NORMALISATIONS = ['variance', 'energy', 'mean', 'gatys', 'sum'] as const;
/** One of `CONTENT_NORMALISATIONS`. */
export type ContentNormalisation = (typeof CONTENT_NORMALISATIONS)[number];

/** All axes but that of pictures. */
const WITHIN = [1, 2, 3];

/** The variance of features about the mean of all. @param target [n, h, w, c] @returns [n] */
export const varianceOf = (target: Tensor): Tensor =>
  tf.mean(tf.squaredDifference(target, tf.mean(target, WITHIN, true)), WITHIN);

/** @param target [n, h, w, c] @returns [n] */
function factorOf(normalisation: ContentNormalisation, target: Tensor): Tensor {
  const [count = 1] = target.shape;
  switch (normalisation) {
    case 'variance':
      return inverse(varianceOf(target));
    case 'energy':
      return inverse(tf.mean(tf.square(target), WITHIN));
    case 'mean':
      return tf.fill([count], 1);
    case 'gatys':
      return tf.fill([count], target.size / count / 2);
    case 'sum':
      return tf.fill([count], target.size / count);
  }
}

/**
 * Mean squared error of each picture, each position with its weight.
 *
 * @param features [n, h, w, c]
 * @param target [n, h, w, c], or [1, h, w, c] for all
 * @param weights [1, h w] of mean 1
 * @returns [n]
 */
export function weightedError(features: Tensor4D, target: Tensor, weights: Tensor | undefined): Tensor {
  const errors = tf.squaredDifference(features, target);
  const [, h, w] = features.shape;
  const counted = weights ? tf.mul(errors, tf.reshape(weights, [1, h, w, 1])) : errors;
  return tf.mean(counted, WITHIN);
}

/** Features stay as they are in the content. */
export const CONTENT = term({
  help: 'features stay where they are in the content',
  source: 'Gatys, Ecker & Bethge, CVPR 2016, eq. 1',
  side: 'content',
  parameters: {
    layers: layersParameter('layers whose features are compared'),
    normalisation: wordParameter(
      'variance',
      CONTENT_NORMALISATIONS,
      'what the error of a layer is divided by',
    ),
  },
  layers: ({ layers }) => Object.keys(layers),
  measure: (seen, { layers }) => ofLayers(layers, (layer) => ({ [layer]: seen.layer(layer) })),
  prepare: (measured, { layers, normalisation }) =>
    ofLayers(layers, (layer) => {
      const target = measured[layer]!;
      return { [layer]: target, [factorName(layer)]: factorOf(normalisation, target) };
    }),
  loss: (seen, goal, { layers }) =>
    weighedSum(layers, goal, (layer) => {
      const features = seen.layer(layer);
      const [, height, width] = features.shape;
      return weightedError(features, goal[layer]!, seen.weights(height, width));
    }),
  range: (goal, { layers }) => weighedSum(layers, goal, (layer) => varianceOf(goal[layer]!)),
});
