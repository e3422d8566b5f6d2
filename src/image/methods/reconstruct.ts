/** The half of Gatys' method that is about content alone. */

import type { Method } from '../../shared/methods/method.js';
import type { TermSpec } from '../../shared/terms/registry.js';
import type { Recipe } from '../recipe.js';
import { SHIPPED_NETWORK } from './base.js';

/** A picture out of what a layer says of it. */
export const RECONSTRUCT: Method = {
  source: 'Mahendran & Vedaldi, CVPR 2015; also in Gatys et al., CVPR 2016, fig. 1',
  use: 'what a layer of the network knows of a picture: colours and edges at first, then only what is where',
  limits: 'deep layers leave noise that the network does not see',
  example: 'nst image photo.jpg --reconstruct mixed2',
  departures: [
    SHIPPED_NETWORK,
    'L-BFGS in place of gradient descent with momentum; no loss on the size of pixels, which are within 0..1 as it is; without the jitter.',
  ],
};

/** Of the total variation: with nothing of it, deep layers leave noise of single pixels; ten times as much is soft. */
const SMOOTHNESS = 300;

/** One size alone: the features of a smaller picture would tell more of it than those of the layer. */
const STAGES: Recipe['stages'] = { growth: 2, smallestPx: 1, most: 1, lastIterations: 200, coarseShare: 1 };

/** The recipe of a preset, with the features of one layer as all that there is to go by. */
export function reconstructRecipe(preset: Recipe, layer: string, smoothness = SMOOTHNESS): Recipe {
  const smoothing: TermSpec[] = smoothness > 0 ? [{ kind: 'tv', weight: smoothness }] : [];
  return {
    ...preset,
    terms: [{ kind: 'content', name: 'reconstruct', layers: { [layer]: 1 } }, ...smoothing],
    balance: { kind: 'strength', strength: 0, evenRatio: 1 },
    stages: STAGES,
    start: 'noise',
  };
}
