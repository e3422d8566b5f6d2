import { PICTURE_NETWORKS } from '../../shared/networks/pictureNetworks.js';
import { evenWeights } from '../../shared/parameters/parameter.js';
import { BASE } from '../methods/base.js';
import type { Recipe } from '../recipe.js';
import type { TextureOptions } from './options.js';

/** How far the kernels of the deepest default layer reach, about: more leaves the seam as it is (docs/methods.md). */
const WRAP_PX = 32;

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
    wrapPx: tile ? WRAP_PX : 0,
  };
}
