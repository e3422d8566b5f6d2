import type { Tensor4D } from '../engine/tf.js';
import { NstError } from '../errors.js';
import type { Network } from './network.js';
import type { WeightByName } from './weightByName.js';

/** One step of a network: a function of activations and weights. */
export interface Layer {
  /** The names by which its output can be asked for; none for an inner step such as input scaling. */
  readonly names: readonly string[];
  apply(x: Tensor4D, weight: WeightByName): Tensor4D;
}

/**
 * Activations of layers that follow one another, as a function of what goes in and of the weights. It runs no further than
 * the deepest layer that is asked for.
 *
 * @param names names of layers
 */
export function runLayers(
  layers: readonly Layer[],
  x: Tensor4D,
  weight: WeightByName,
  names: readonly string[],
): Record<string, Tensor4D> {
  const missing = new Set(names);
  const features: Record<string, Tensor4D> = {};
  let activation = x;
  for (const layer of layers) {
    if (missing.size === 0) break;
    activation = layer.apply(activation, weight);
    for (const name of layer.names) if (missing.delete(name)) features[name] = activation;
  }
  return features;
}

/**
 * A network whose layers follow one another, with its weights.
 *
 * @throws NstError NST_BAD_OPTION from `features` when a layer is not one of its own
 */
export function sequential(name: string, layers: readonly Layer[], weight: WeightByName): Network {
  const known = layers.flatMap((layer) => layer.names);
  return {
    name,
    layers: known,
    features(pixels, names) {
      for (const layer of names) checkLayer(name, known, layer);
      return runLayers(layers, pixels, weight, names);
    },
  };
}

function checkLayer(network: string, known: readonly string[], layer: string): void {
  if (known.includes(layer)) return;
  throw new NstError(
    'NST_BAD_OPTION',
    `layer "${layer}": expected a layer of ${network}, one of ${known.join(', ')}`,
  );
}
