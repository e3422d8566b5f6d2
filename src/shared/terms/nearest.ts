import { type Tensor, type Tensor1D, type Tensor3D, tf } from '../engine/tf.js';
import { integerParameter, type LayerWeights, layersParameter } from '../parameters/parameter.js';
import type { Blend } from './blend.js';
import { inverse, ofLayers, weighedSum } from './byLayer.js';
import { insideBias, isInside, OUTSIDE } from './insideBias.js';
import { nearestRows, unitRows } from './nearestRows.js';
import { pooledRows } from './pooledRows.js';
import { regionCount, rowsOf, sliceRegion, stackOf } from './regions.js';
import type { Seen } from './seen.js';
import { type TensorsByName, term } from './term.js';

interface Settings {
  readonly layers: LayerWeights;
  readonly every: number;
}

const biasName = (layer: string) => `${layer}:bias`;
const chosenName = (layer: string) => `${layer}:chosen`;

/** Rows without what those of a picture have in common, of length 1. @param rows [n, positions, c] */
const centredUnits = (rows: Tensor3D): Tensor3D => unitRows(tf.sub(rows, tf.mean(rows, 1, true)) as Tensor3D);

function measureLayer(seen: Seen, layer: string): TensorsByName {
  const { rows, weights } = pooledRows(seen, layer, 1);
  const [, count] = rows.shape;
  const bias = weights ? insideBias(weights) : tf.zeros([rows.shape[0], count]);
  return { [layer]: centredUnits(rows), [biasName(layer)]: bias };
}

/** The style's feature that each of the picture's is most alike to, [regions or n, positions, c]. */
function findLayer(seen: Seen, goal: TensorsByName, layer: string): TensorsByName {
  const { rows, weights } = pooledRows(seen, layer, 1);
  const units = centredUnits(rows);
  const chosen = stackOf(regionCount(rows, weights), (region) => {
    const examples = rowsOf(goal[layer]!, region);
    const bias = sliceRegion(goal[biasName(layer)]!, region) as Tensor1D;
    return tf.gather(examples, nearestRows(rowsOf(units, region), examples, bias));
  });
  return { [chosenName(layer)]: chosen };
}

function layerLoss(seen: Seen, goal: TensorsByName, layer: string): Tensor {
  const { rows, weights } = pooledRows(seen, layer, 1);
  const likeness = tf.sum(tf.mul(centredUnits(rows), goal[chosenName(layer)]!), 2);
  const inside = weights ? isInside(weights) : tf.ones([1, rows.shape[1]]);
  const distances = tf.mul(tf.sub(1, likeness), inside);
  return tf.mul(tf.sum(distances, 1), inverse(tf.sum(inside, 1)));
}

/**
 * Kolkin et al., "Neural Neighbor Style Transfer" (2022), eq. 1 to 3: every feature is turned towards the style's nearest one,
 * by the cosine of features without their means. They join all layers into one vector; we match layer by layer.
 */
export const NEAREST = term({
  help: 'every feature is one that the styles have, crisp to the smallest stroke',
  source: 'Kolkin, Kucera, Paris, Sykora, Shechtman & Shakhnarovich, arXiv 2203.13215, 2022',
  side: 'style',
  media: ['pictures'],
  layerKind: 'patches',
  parameters: {
    layers: layersParameter('layers whose features are matched'),
    every: integerParameter(10, 1, 1000, 'evaluations after which features are matched anew'),
  },
  layers: ({ layers }: Settings) => Object.keys(layers),
  measure: (seen, { layers }: Settings) => ofLayers(layers, (layer) => measureLayer(seen, layer)),
  blend: (array): Blend => ({ padding: array.endsWith(biasName('')) ? OUTSIDE : 0 }),
  loss: (seen, goal, { layers }: Settings) =>
    weighedSum(layers, goal, (layer) => layerLoss(seen, goal, layer)),
  refresh: {
    every: ({ every }: Settings) => every,
    find: (seen, goal, { layers }: Settings) => ofLayers(layers, (layer) => findLayer(seen, goal, layer)),
  },
});
