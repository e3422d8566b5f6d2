import { type VggName, vggBlocks } from '../../src/shared/networks/vggTable.js';
import { Rng } from '../../src/shared/rng.js';
import type { WeightArray, Weights } from '../../src/shared/weights/tensors.js';

/**
 * Weights for VGG by He's rule (normal, variance 2 / inputs of a unit), biases small and not zero: activations
 * keep their size through all layers, as those of a trained network do.
 *
 * @param last the last convolution that gets weights, e.g. `conv2_1`; without it, all
 */
export function seededVggWeights(name: VggName, seed: number, last?: string): Weights {
  const rng = new Rng(seed);
  const weights = new Map<string, WeightArray>();
  for (const conv of vggBlocks(name).flat()) {
    const { inputs, outputs } = conv;
    const shape = [outputs, inputs, 3, 3];
    const deviation = Math.sqrt(2 / (inputs * 9));
    weights.set(conv.weight, { shape, data: rng.normals(outputs * inputs * 9, deviation) });
    weights.set(conv.bias, { shape: [outputs], data: rng.normals(outputs, 0.1) });
    if (conv.name === last) break;
  }
  return weights;
}
