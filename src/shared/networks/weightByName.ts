import { type Tensor, tf } from '../engine/tf.js';
import type { Weights } from '../weights/tensors.js';

/**
 * A weight of a network by its name, as a tensor: an input of the graph where it is trained, a constant where it is fixed.
 * Networks are functions of what they see and of this.
 */
export type WeightByName = (name: string) => Tensor;

/**
 * Weights that stay as they are. They are kept as typed arrays and not as tensors, because every trace of an objective makes
 * its own tensors; the same arrays in every trace let an engine recognise them.
 *
 * @returns a function that throws a RangeError for names that are not there
 */
export function constantWeights(arrays: Weights): WeightByName {
  return (name) => {
    const array = arrays.get(name);
    if (!array) throw new RangeError(`there is no weight "${name}"`);
    return tf.tensor(array.data, [...array.shape]);
  };
}
