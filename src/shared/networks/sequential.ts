import type { Tensor4D } from '../engine/tf.js';
import { NstError } from '../errors.js';
import type { Network } from './network.js';

/** One step of a network: activations in, activations out. */
export interface Layer {
  /** The names by which its output can be asked for; none for an inner step such as input scaling. */
  readonly names: readonly string[];
  apply(x: Tensor4D): Tensor4D;
}

/**
 * A network whose layers follow one another. It runs no further than the deepest layer that is asked for.
 *
 * @throws NstError NST_BAD_OPTION from `features` when a layer is not one of its own
 */
export function sequential(name: string, layers: readonly Layer[]): Network {
  const known = layers.flatMap((layer) => layer.names);
  return {
    name,
    layers: known,
    features(pixels, wanted) {
      for (const layer of wanted) checkLayer(name, known, layer);
      const missing = new Set(wanted);
      const features: Record<string, Tensor4D> = {};
      let x = pixels;
      for (const layer of layers) {
        if (missing.size === 0) break;
        x = layer.apply(x);
        for (const layerName of layer.names) if (missing.delete(layerName)) features[layerName] = x;
      }
      return features;
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
