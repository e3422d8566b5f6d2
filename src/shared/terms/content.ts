import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { layersParameter, wordParameter } from '../parameters/parameter.js';
import { factorName, inverse, ofLayers, weighedSum } from './byLayer.js';
import type { Seen } from './seen.js';
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

/** What errors of a layer may be measured by, each [n]. */
interface Spread {
  readonly variance: Tensor;
  /** Mean square. */
  readonly energy: Tensor;
  /** How many values there are. */
  readonly count: Tensor;
}

/** @param target [n, h, w, c] */
function spreadOf(target: Tensor): Spread {
  const [pictures = 1] = target.shape;
  return {
    variance: varianceOf(target),
    energy: tf.mean(tf.square(target), WITHIN),
    count: tf.fill([pictures], target.size / pictures),
  };
}

/** @returns [n] */
function factorOf(normalisation: ContentNormalisation, { variance, energy, count }: Spread): Tensor {
  switch (normalisation) {
    case 'variance':
      return inverse(variance);
    case 'energy':
      return inverse(energy);
    case 'mean':
      return tf.onesLike(count);
    case 'gatys':
      return tf.div(count, 2);
    case 'sum':
      return count;
  }
}

/** Mean, mean square and number of values of a layer: means over places, so that those of a whole are pooled of its parts. @returns [1, 3] */
function spreadMeans(seen: Seen, layer: string): Tensor {
  const features = seen.layer(layer);
  const [, height, width, channels] = features.shape;
  const { height: rows, width: columns } = seen.wholeOf(height, width);
  const parts = [
    seen.meanOf(features, height, width),
    seen.meanOf(tf.square(features), height, width),
    seen.meanOf(tf.fill(features.shape, rows * columns * channels) as Tensor4D, height, width),
  ];
  return tf.reshape(tf.stack(parts), [1, parts.length]);
}

/** @param means [1, 3], as `spreadMeans` has them */
function spreadByMeans(means: Tensor): Spread {
  const part = (i: number) => tf.reshape(tf.slice(means as Tensor2D, [0, i], [1, 1]), [1]);
  const [mean, energy, count] = [part(0), part(1), part(2)];
  return { variance: tf.relu(tf.sub(energy, tf.square(mean))), energy, count };
}

/**
 * Mean squared error of each picture, each position with its weight.
 *
 * @param features [n, h, w, c]: a layer
 * @param target [n, h, w, c], or [1, h, w, c] for all
 * @returns [n]
 */
export function weightedError(seen: Seen, features: Tensor4D, target: Tensor): Tensor {
  const [, height, width] = features.shape;
  return seen.meanOf(tf.squaredDifference(features, target) as Tensor4D, height, width);
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
      return { [layer]: target, [factorName(layer)]: factorOf(normalisation, spreadOf(target)) };
    }),
  loss: (seen, goal, { layers }) =>
    weighedSum(layers, goal, (layer) => weightedError(seen, seen.layer(layer), goal[layer]!)),
  range: (goal, { layers }) => weighedSum(layers, goal, (layer) => varianceOf(goal[layer]!)),
  tiles: {
    kind: 'summed',
    scale: (seen, { layers }) => ofLayers(layers, (layer) => ({ [layer]: spreadMeans(seen, layer) })),
    goal: (scale, { layers, normalisation }) =>
      ofLayers(layers, (layer) => ({
        [factorName(layer)]: factorOf(normalisation, spreadByMeans(scale[layer]!)),
      })),
    range: (scale, goal, { layers }) =>
      weighedSum(layers, goal, (layer) => spreadByMeans(scale[layer]!).variance),
  },
});
