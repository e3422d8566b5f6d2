import type { ArrayValue } from '../engine/objective.js';
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { integerParameter, type LayerWeights, layersParameter } from '../parameters/parameter.js';
import { factorName, inverse, ofLayers, weighedSum } from './byLayer.js';
import { POINTS, quantilesOf, remap, samplePositions } from './quantiles.js';
import type { Seen } from './seen.js';
import type { ArraysByName, Refresh, TensorsByName } from './term.js';

/** What every term of distributions can be told. */
export const DISTRIBUTION_PARAMETERS = {
  layers: layersParameter('layers whose distributions are matched'),
  every: integerParameter(8, 1, 1000, 'evaluations after which they are matched anew'),
} as const;

/** Values of `DISTRIBUTION_PARAMETERS`. */
export interface DistributionSettings {
  readonly layers: LayerWeights;
  readonly every: number;
}

const weightsName = (layer: string) => `${layer}:weights`;
const matchedName = (layer: string) => `${layer}:matched`;

/** The part of one region, and all of the array where there is only one. */
function regionPart({ data, shape }: ArrayValue, region: number): Float32Array {
  const length = data.length / shape[0]!;
  return data.subarray(region * length, (region + 1) * length);
}

/** The features of the picture that a region lies in, or that it is. */
function pictureOf(features: ArrayValue, region: number): Float32Array {
  return regionPart(features, features.shape[0] === 1 ? 0 : region);
}

/** Quantile functions of a layer in one region, by channel. */
function distributionOf(measured: ArraysByName, layer: string, region: number): Float32Array[] {
  const features = measured[layer]!;
  const channels = features.shape[3]!;
  const data = pictureOf(features, region);
  const weights = measured[weightsName(layer)];
  const positions = samplePositions(data.length / channels, weights && regionPart(weights, region));
  return Array.from({ length: channels }, (_, channel) => quantilesOf(data, channels, channel, positions));
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const length = arrays.reduce((sum, array) => sum + array.length, 0);
  const all = new Float32Array(length);
  let offset = 0;
  for (const array of arrays) {
    all.set(array, offset);
    offset += array.length;
  }
  return all;
}

/** Regions of an array of weights; without them, one for each picture. */
const regionsOf = (measured: ArraysByName, layer: string): number =>
  (measured[weightsName(layer)] ?? measured[layer])!.shape[0]!;

/** Quantile functions of all regions of a layer, [regions, channels, points]. */
function quantileTable(measured: ArraysByName, layer: string): ArrayValue {
  const regions = regionsOf(measured, layer);
  const channels = measured[layer]!.shape[3]!;
  const tables = Array.from({ length: regions }, (_, region) =>
    joined(distributionOf(measured, layer, region)),
  );
  return { shape: [regions, channels, POINTS], data: joined(tables) };
}

/** What a layer's features would be with the distribution of the goal, [regions or n, h, w, c]. */
function matchedFeatures(current: ArraysByName, goal: ArraysByName, layer: string): ArrayValue {
  const features = current[layer]!;
  const [, h, w, c] = features.shape as [number, number, number, number];
  const quantiles = goal[layer]!;
  const regions = regionsOf(current, layer);
  const weights = current[weightsName(layer)];
  const parts = Array.from({ length: regions }, (_, region) => {
    const table = pictureOf(quantiles, region);
    const to = Array.from({ length: c }, (_, channel) =>
      table.subarray(channel * POINTS, (channel + 1) * POINTS),
    );
    const counts = weights && regionPart(weights, region);
    return remap(pictureOf(features, region), distributionOf(current, layer, region), to, counts);
  });
  return { shape: [regions, h, w, c], data: joined(parts) };
}

/** Mean squared error by region. @param matched [regions, h, w, c] @param weights [regions, h w] of mean 1 */
function regionErrors(features: Tensor4D, matched: Tensor4D, weights: Tensor2D | undefined): Tensor {
  const [regions, h, w] = matched.shape;
  const errors = tf.squaredDifference(matched, features);
  const counted = weights ? tf.mul(errors, tf.reshape(weights, [regions, h, w, 1])) : errors;
  return tf.mean(counted, [1, 2, 3]);
}

/** Of values with these quantiles. @param quantiles [regions or n, channels, points] @returns [regions or n] */
const meanSquareOf = (quantiles: Tensor): Tensor => tf.mean(tf.square(quantiles), [1, 2]);

/**
 * The half of a term that pulls numbers at every position to the distributions that they have in the style: what they would
 * be with it, their order kept, is made anew every few evaluations and held constant in the gradient. Errors are measured by
 * the mean square of the style's numbers, and distributions are compared by their quantiles.
 *
 * @param project makes those numbers of a layer's features, [n, h, w, c] -> [n, h, w, k]
 */
export function distributionMatching<P extends DistributionSettings>(
  project: (features: Tensor4D, p: P) => Tensor4D,
) {
  const measureLayer = (seen: Seen, layer: string, p: P): TensorsByName => {
    const features = seen.layer(layer);
    const weights = seen.weights(features.shape[1], features.shape[2]);
    const numbers = project(features, p);
    return weights ? { [layer]: numbers, [weightsName(layer)]: weights } : { [layer]: numbers };
  };
  const refresh: Refresh<P> = {
    every: ({ every }) => every,
    update: (current, goal, { layers }) =>
      Object.fromEntries(
        Object.keys(layers).map((layer) => [matchedName(layer), matchedFeatures(current, goal, layer)]),
      ),
  };
  return {
    layers: ({ layers }: P) => Object.keys(layers),
    measure: (seen: Seen, p: P) => ofLayers(p.layers, (layer) => measureLayer(seen, layer, p)),
    digest: (measured: ArraysByName, { layers }: P) =>
      Object.fromEntries(Object.keys(layers).map((layer) => [layer, quantileTable(measured, layer)])),
    prepare: (measured: TensorsByName, { layers }: P) =>
      ofLayers(layers, (layer) => {
        const quantiles = measured[layer]!;
        return { [layer]: quantiles, [factorName(layer)]: inverse(meanSquareOf(quantiles)) };
      }),
    loss: (seen: Seen, goal: TensorsByName, p: P) =>
      weighedSum(p.layers, goal, (layer) => {
        const features = seen.layer(layer);
        const weights = seen.weights(features.shape[1], features.shape[2]);
        return regionErrors(project(features, p), goal[matchedName(layer)] as Tensor4D, weights);
      }),
    range: (goal: TensorsByName, { layers }: P) =>
      weighedSum(layers, goal, (layer) => meanSquareOf(goal[layer]!)),
    refresh,
  };
}
