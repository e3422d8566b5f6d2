import { NstError } from '../errors.js';
import type { WeightArray, Weights } from '../weights/tensors.js';

/**
 * The tensor of that name and shape.
 *
 * @param network the network that needs it, for the message
 * @throws NstError NST_MODEL_BROKEN when it is missing or has another shape
 */
export function expectTensor(
  network: string,
  weights: Weights,
  name: string,
  shape: readonly number[],
): WeightArray {
  const tensor = weights.get(name);
  if (tensor && tensor.shape.join() === shape.join()) return tensor;
  const actual = tensor ? `shape [${tensor.shape.join(', ')}]` : 'no such tensor';
  throw new NstError(
    'NST_MODEL_BROKEN',
    `${network} weights: expected tensor "${name}" of shape [${shape.join(', ')}], found ${actual}; ` +
      `use a file made for ${network}`,
  );
}
