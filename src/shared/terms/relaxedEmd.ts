import { type Tensor, type Tensor2D, tf } from '../engine/tf.js';
import { integerParameter, type LayerWeights, layersParameter } from '../parameters/parameter.js';
import type { Blend } from './blend.js';
import { inverse, ofLayers, weighedSum } from './byLayer.js';
import { insideBias, isInside, OUTSIDE } from './insideBias.js';
import { unitRows } from './nearestRows.js';
import { evenIndices, pooledRows } from './pooledRows.js';
import { regionCount, rowsOf, sliceRegion, stackOf } from './regions.js';
import type { Seen } from './seen.js';
import { type TensorsByName, term } from './term.js';

interface Settings {
  readonly layers: LayerWeights;
  readonly pool: number;
  readonly samples: number;
}

const biasName = (layer: string) => `${layer}:bias`;

/** Samples of styles, [n, samples, c], of length 1, and which of them belong to each region. */
function measureLayer(seen: Seen, layer: string, { pool, samples }: Settings): TensorsByName {
  const { rows, weights } = pooledRows(seen, layer, pool);
  const indices = tf.tensor1d(evenIndices(rows.shape[1], samples), 'int32');
  const bias = weights
    ? insideBias(tf.gather(weights, indices, 1))
    : tf.zeros([rows.shape[0], indices.shape[0]]);
  return { [layer]: unitRows(tf.gather(rows, indices, 1)), [biasName(layer)]: bias };
}

/** Mean by weights, []. @param values [n] @param weights [n] */
function weightedMean(values: Tensor, weights: Tensor): Tensor {
  return tf.mul(tf.sum(tf.mul(values, weights)), inverse(tf.sum(weights)));
}

/**
 * The relaxed earth mover's distance of one region: the larger of the mean distances from each feature to the nearest of
 * the other side.
 *
 * @param rows of the picture, of length 1, [n, c]
 * @param inside 1 where the picture's features belong to the region, [n]
 * @param examples of the styles, of length 1, [m, c]
 * @param bias of the examples, [m]
 */
function regionDistance(rows: Tensor2D, inside: Tensor, examples: Tensor2D, bias: Tensor): Tensor {
  const likeness = tf.matMul(rows, examples, false, true);
  const ofPicture = tf.sub(1, tf.max(tf.add(likeness, bias), 1));
  const outside = tf.mul(tf.sub(1, tf.reshape(inside, [-1, 1])), OUTSIDE);
  const ofStyle = tf.sub(1, tf.max(tf.add(likeness, outside), 0));
  const mayBeChosen = tf.cast(tf.greater(bias, OUTSIDE / 2), 'float32');
  return tf.maximum(weightedMean(ofPicture, inside), weightedMean(ofStyle, mayBeChosen));
}

function layerDistance(seen: Seen, goal: TensorsByName, layer: string, { pool }: Settings): Tensor {
  const { rows, weights } = pooledRows(seen, layer, pool);
  const units = unitRows(rows);
  const inside = weights ? isInside(weights) : tf.ones([1, rows.shape[1]]);
  return stackOf(regionCount(rows, weights), (region) =>
    regionDistance(
      rowsOf(units, region),
      sliceRegion(inside, region),
      rowsOf(goal[layer]!, region),
      sliceRegion(goal[biasName(layer)]!, region),
    ),
  );
}

/**
 * Kolkin, Salavon & Shakhnarovich, "Style Transfer by Relaxed Optimal Transport and Self-Similarity" (STROTSS, CVPR 2019),
 * eq. 4 to 6, with cosine distances. They join all layers into one vector and draw 1024 positions anew in each step; we
 * compare layer by layer, all positions of the picture (averaged over small squares) with evenly spread ones of the styles,
 * so that the loss is the same function at every step.
 */
export const RELAXED_EMD = term({
  help: 'all that the style has comes up, and nothing that it has not: like is put on like',
  source: 'Kolkin, Salavon & Shakhnarovich, CVPR 2019',
  side: 'style',
  media: ['pictures'],
  layerKind: 'patches',
  parameters: {
    layers: layersParameter('layers whose features are transported'),
    pool: integerParameter(2, 1, 16, 'positions that are averaged along each side'),
    samples: integerParameter(1024, 16, 16_384, 'features of each style that are compared with'),
  },
  layers: ({ layers }: Settings) => Object.keys(layers),
  measure: (seen, p: Settings) => ofLayers(p.layers, (layer) => measureLayer(seen, layer, p)),
  blend: (array): Blend => ({ padding: array.endsWith(biasName('')) ? OUTSIDE : 0 }),
  loss: (seen, goal, p: Settings) =>
    weighedSum(p.layers, goal, (layer) => layerDistance(seen, goal, layer, p)),
});
