import type { Engine } from '../shared/engine/engine.js';
import type { ArrayValue } from '../shared/engine/objective.js';
import { type Tensor4D, tf } from '../shared/engine/tf.js';
import type { Network } from '../shared/networks/network.js';
import type { Picture } from '../shared/pictures/picture.js';
import type { OpenTerm } from '../shared/terms/openTerm.js';
import { Sight } from './align/sight.js';
import type { Recipe } from './recipe.js';
import { recipeTerms } from './recipeTerms.js';

/** A filter that answers to next to nothing in these pictures is not blown up beyond this share of its layer's mean. */
const LEAST_SHARE = 0.05;

/**
 * A network whose layers have a mean activation of 1 for each filter, over some pictures and all places: Gatys et al. (2016)
 * scale the weights of VGG so, which changes nothing but the scale of features, since rectifiers and poolings scale along. They take the
 * mean over pictures of ImageNet, which can't be had here: these are the pictures of the run.
 *
 * @param terms that will ask for layers; others keep their scale
 * @param pictures at least one; they are looked at at 224 pixels
 */
export async function unitMeanNetwork(
  engine: Engine,
  network: Network,
  terms: readonly OpenTerm[],
  pictures: readonly Picture[],
): Promise<Network> {
  const layers = [...new Set(terms.flatMap((term) => term.layers))];
  const sight = new Sight(engine, network, layers);
  try {
    const seen = await sight.see(pictures);
    const gains = new Map(layers.map((layer) => [layer, gainsOf(seen.map((arrays) => arrays[layer]!))]));
    return scaled(network, gains);
  } finally {
    await sight.release();
  }
}

/** The network as a recipe looks at it. @param pictures as for `unitMeanNetwork` */
export async function networkOf(
  recipe: Recipe,
  { engine, trained }: { readonly engine: Engine; readonly trained: Network },
  pictures: readonly Picture[],
): Promise<Network> {
  return recipe.unitMean ? unitMeanNetwork(engine, trained, recipeTerms(recipe), pictures) : trained;
}

/** @param seen [1, h, w, c] of each picture @returns what brings the mean of each channel to 1 */
function gainsOf(seen: readonly ArrayValue[]): Float32Array {
  const channels = seen[0]!.shape.at(-1)!;
  const means = new Float64Array(channels);
  for (const { data } of seen) {
    const share = channels / (data.length * seen.length);
    for (let i = 0; i < data.length; i++) means[i % channels]! += Math.abs(data[i]!) * share;
  }
  const least = (LEAST_SHARE * means.reduce((sum, mean) => sum + mean, 0)) / channels;
  return Float32Array.from(means, (mean) => 1 / Math.max(mean, least, Number.MIN_VALUE));
}

function scaled(network: Network, gains: ReadonlyMap<string, Float32Array>): Network {
  return {
    ...network,
    features: (pixels, layers) => {
      const features = network.features(pixels, layers);
      const named = layers.map((layer) => {
        const gain = gains.get(layer);
        const values = features[layer]!;
        return [layer, gain ? tf.mul<Tensor4D>(values, tf.tensor1d(gain)) : values] as const;
      });
      return Object.fromEntries(named);
    },
  };
}
