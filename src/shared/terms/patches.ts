import { type Tensor, type Tensor1D, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { integerParameter, type LayerWeights, layersParameter } from '../parameters/parameter.js';
import type { Blend } from './blend.js';
import { factorName, inverse, ofLayers, weighedSum } from './byLayer.js';
import { insideBias, OUTSIDE } from './insideBias.js';
import { nearestRows, rowLengths, unitRows } from './nearestRows.js';
import { type PatchGrid, patchGrid, patchRows, spreadRows } from './patchRows.js';
import { pictureOf, rowsOf, sliceRegion, stackOf } from './regions.js';
import type { Seen } from './seen.js';
import { type TensorsByName, term } from './term.js';

interface Settings {
  readonly layers: LayerWeights;
  readonly size: number;
  readonly stride: number;
  readonly every: number;
}

const name = {
  bias: (layer: string) => `${layer}:bias`,
  lengths: (layer: string) => `${layer}:lengths`,
  votes: (layer: string) => `${layer}:votes`,
  counts: (layer: string) => `${layer}:counts`,
  spread: (layer: string) => `${layer}:spread`,
} as const;

/** How much each neighbourhood counts for each region, [patches, size size, regions]; undefined: all alike. */
function offsetWeights(seen: Seen, grid: PatchGrid): Tensor | undefined {
  const { height, width, size, tops, lefts } = grid;
  const weights = seen.weights(height, width);
  if (!weights) return undefined;
  const regions = weights.shape[0];
  const planes = tf.reshape(tf.transpose(weights), [1, height, width, regions]) as Tensor4D;
  return tf.reshape(patchRows(planes, grid), [tops.length * lefts.length, size ** 2, regions]);
}

/** Neighbourhoods of examples that belong to a region with all that is in them, as a bias, [regions or n, patches]. @param count of examples */
function patchBias(seen: Seen, grid: PatchGrid, count: number): Tensor2D {
  const weights = offsetWeights(seen, grid);
  if (!weights) return tf.zeros([count, grid.tops.length * grid.lefts.length]) as Tensor2D;
  return insideBias(tf.transpose(tf.min(weights, 1)));
}

/** What a layer's features would be if each neighbourhood were the one of the styles that it is most alike to. */
interface Votes {
  /** Mean of what the neighbourhoods say, [h, w, c]. */
  readonly votes: Tensor;
  /** How many say it, each as much as it counts, [h, w, 1]. */
  readonly counts: Tensor;
  /** Sum of the squares by which they disagree, []. */
  readonly spread: Tensor;
}

/** @param patchWeights [patches, 1] */
function voteOf(chosen: Tensor2D, patchWeights: Tensor2D, grid: PatchGrid): Votes {
  const weighed = tf.mul(chosen, patchWeights) as Tensor2D;
  const ones = tf.ones([1, grid.size ** 2]) as Tensor2D;
  const counts = spreadRows(tf.matMul(patchWeights, ones), grid);
  const votes = tf.mul(spreadRows(weighed, grid), inverse(counts));
  const squares = tf.sum(tf.mul(weighed, chosen));
  return { votes, counts, spread: tf.sub(squares, tf.sum(tf.mul(counts, tf.square(votes)))) };
}

function chosenRows(rows: Tensor2D, layer: string, region: number, goal: TensorsByName): Tensor2D {
  const examples = rowsOf(goal[layer]!, region);
  const bias = sliceRegion(goal[name.bias(layer)]!, region) as Tensor1D;
  const lengths = sliceRegion(goal[name.lengths(layer)]!, region);
  const indices = nearestRows(unitRows(rows), examples, bias);
  return tf.mul(tf.gather(examples, indices), tf.gather(lengths, indices)) as Tensor2D;
}

function findLayer(
  seen: Seen,
  goal: TensorsByName,
  layer: string,
  { size, stride }: Settings,
): TensorsByName {
  const features = seen.layer(layer);
  const grid = patchGrid(features, size, stride);
  const weights = offsetWeights(seen, grid);
  const regions = weights?.shape[2] ?? features.shape[0];
  const byRegion = Array.from({ length: regions }, (_, region) => {
    const rows = patchRows(pictureOf(features, region), grid);
    const [count] = rows.shape;
    const patchWeights = weights
      ? (tf.slice(tf.mean(weights, 1), [0, region], [count, 1]) as Tensor2D)
      : (tf.ones([count, 1]) as Tensor2D);
    return voteOf(chosenRows(rows, layer, region, goal), patchWeights, grid);
  });
  return {
    [name.votes(layer)]: tf.stack(byRegion.map(({ votes }) => votes)),
    [name.counts(layer)]: tf.stack(byRegion.map(({ counts }) => counts)),
    [name.spread(layer)]: tf.stack(byRegion.map(({ spread }) => spread)),
  };
}

/** Mean square of the neighbourhoods that may be chosen. @param rows [1 or regions, patches, depth] @returns [regions] */
function patchEnergy(rows: Tensor, bias: Tensor): Tensor {
  const mayBeChosen = tf.cast(tf.greater(bias, OUTSIDE / 2), 'float32');
  const squares = tf.mul(tf.mean(tf.square(rows), 2), mayBeChosen);
  return tf.mul(tf.sum(squares, 1), inverse(tf.sum(mayBeChosen, 1)));
}

/** The mean over patches of their squared distance, for each region. */
function layerLoss(seen: Seen, goal: TensorsByName, layer: string): Tensor {
  const features = seen.layer(layer);
  const counts = goal[name.counts(layer)]!;
  const errors = tf.mul(counts, tf.squaredDifference(features, goal[name.votes(layer)]!));
  const sum = tf.add(tf.sum(errors, [1, 2, 3]), goal[name.spread(layer)]!);
  const numbers = tf.mul(tf.sum(counts, [1, 2, 3]), features.shape[3]);
  return tf.mul(sum, inverse(numbers));
}

/**
 * Li & Wand, "Combining Markov Random Fields and Convolutional Neural Networks for Image Synthesis" (CVPR 2016), eq. 2 and 3:
 * every neighbourhood of features is pulled to the one of the styles that it is most alike to by normalised
 * cross-correlation. Neighbourhoods are matched anew every few evaluations and not in each, and in between what they say of
 * one position is kept as its mean and their disagreement, which is the same loss exactly. It is measured by the mean
 * square of the styles' neighbourhoods.
 *
 * With regions, neighbourhoods of a region are matched with those of the styles that lie in it entirely: Champandard's
 * semantic maps (2016) with a weight that nothing can outbid.
 */
export const PATCHES = term({
  help: 'every small part is like some part of the styles: their strokes and shapes as they are',
  source: 'Li & Wand, CVPR 2016',
  side: 'style',
  media: ['pictures'],
  layerKind: 'patches',
  parameters: {
    layers: layersParameter('layers whose neighbourhoods are matched'),
    size: integerParameter(3, 1, 9, 'rows and columns of a neighbourhood'),
    stride: integerParameter(2, 1, 8, 'positions from one neighbourhood to the next'),
    every: integerParameter(6, 1, 1000, 'evaluations after which neighbourhoods are matched anew'),
  },
  layers: ({ layers }: Settings) => Object.keys(layers),
  measure: (seen, { layers, size, stride }: Settings) =>
    ofLayers(layers, (layer): TensorsByName => {
      const features = seen.layer(layer);
      const grid = patchGrid(features, size, stride);
      const [count] = features.shape;
      return {
        [layer]: stackOf(count, (picture) => patchRows(pictureOf(features, picture), grid)),
        [name.bias(layer)]: patchBias(seen, grid, count),
      };
    }),
  blend: (array): Blend => ({ padding: array.endsWith(name.bias('')) ? OUTSIDE : 0 }),
  prepare: (measured, { layers }: Settings) =>
    ofLayers(layers, (layer): TensorsByName => {
      const rows = measured[layer]!;
      return {
        [layer]: unitRows(rows),
        [name.lengths(layer)]: rowLengths(rows),
        [name.bias(layer)]: measured[name.bias(layer)]!,
        [factorName(layer)]: inverse(patchEnergy(rows, measured[name.bias(layer)]!)),
      };
    }),
  loss: (seen, goal, { layers }: Settings) =>
    weighedSum(layers, goal, (layer) => layerLoss(seen, goal, layer)),
  refresh: {
    every: ({ every }: Settings) => every,
    find: (seen, goal, p: Settings) => ofLayers(p.layers, (layer) => findLayer(seen, goal, layer, p)),
  },
});
