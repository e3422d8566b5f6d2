/** What terms that look at several layers do with each of them. */
import { type Tensor, tf } from '../engine/tf.js';
import type { LayerWeights } from '../parameters/parameter.js';
import type { TensorsByName } from './term.js';

/** What a goal calls that by which the loss of a layer is multiplied. */
export const factorName = (layer: string) => `${layer}:factor`;

/** Tensors that are made for each layer, all together. */
export function ofLayers(layers: LayerWeights, make: (layer: string) => TensorsByName): TensorsByName {
  return Object.assign({}, ...Object.keys(layers).map(make)) as TensorsByName;
}

/** The sum of the losses of layers, each times its weight and its factor in the goal, if that has any. */
export function weighedSum(
  layers: LayerWeights,
  goal: TensorsByName,
  lossOf: (layer: string) => Tensor,
): Tensor {
  return sumOf(
    Object.entries(layers).map(([layer, weight]) => {
      const factor = goal[factorName(layer)];
      const loss = lossOf(layer);
      return tf.mul(factor ? tf.mul(loss, factor) : loss, weight);
    }),
  );
}

/** The sum of tensors of one shape. @throws RangeError if there are none */
export function sumOf(tensors: readonly Tensor[]): Tensor {
  const [first, ...others] = tensors;
  if (!first) throw new RangeError('expected at least one tensor to add up');
  return others.reduce((sum, tensor) => tf.add(sum, tensor), first);
}

/** Below the energy of any layer that is not dead. */
const DEAD = 1e-30;

/** 1 / max(x, least), and 0 where x is 0. */
export function inverse(x: Tensor, least = 0): Tensor {
  const isAlive = tf.cast(tf.greater(x, DEAD), 'float32');
  return tf.div(isAlive, tf.maximum(x, Math.max(least, DEAD)));
}
