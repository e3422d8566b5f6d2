import { type NetworkName, PICTURE_NETWORKS } from '../../shared/networks/pictureNetworks.js';
import { evenWeights } from '../../shared/parameters/parameter.js';
import { BASE } from '../methods/base.js';
import type { Recipe } from '../recipe.js';
import type { TextureOptions } from './options.js';

/**
 * What a tile shows the network of its other side. With Inception the seam is 1.38 times as steep as the mean inside with 4 px, 1.06 with
 * 16, 1.05 with 32 and 64, and 3.4 without (docs/methods.md). One position of VGG's deepest layer is 16 px, and sees its neighbours.
 */
const WRAP_PX: Readonly<Record<NetworkName, number>> = { inception: 16, vgg19: 32, vgg16: 32 };

/** From noise there is more to do than from a content, and large shapes must be settled while the picture is small. */
const STAGES: Recipe['stages'] = { growth: 2, smallestPx: 64, most: 5, lastIterations: 45, coarseShare: 1.5 };

/** Gatys, Ecker & Bethge (NIPS 2015): statistics of features and nothing else, from noise; here from coarse to fine. */
export function textureRecipe({
  statistic = 'wasserstein',
  network = 'inception',
  layers,
  iterations,
  tile = false,
  seed = 0,
}: Omit<TextureOptions, 'example'>): Recipe {
  return {
    ...BASE,
    network: PICTURE_NETWORKS[network].choice,
    terms: [{ kind: statistic, name: 'style', ...(layers && { layers: evenWeights(layers) }) }],
    balance: { kind: 'weights', style: 1, content: 0 },
    stages: STAGES,
    iterations,
    start: 'style',
    seed,
    marginPx: tile ? 0 : BASE.marginPx,
    wrapPx: tile ? WRAP_PX[network] : 0,
  };
}
