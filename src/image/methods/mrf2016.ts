import { BASE, GRAIN, SHIPPED_NETWORK } from './base.js';
import type { Preset } from './method.js';

/** Li & Wand 2016: patches of the style in place of statistics. */
export const MRF2016: Preset = {
  source: 'Li & Wand, CVPR 2016',
  use: 'pictures of the same kind of thing: parts of the style come over as they are',
  limits: 'where nothing in the style fits, what comes nearest is pasted',
  example: 'nst image photo.jpg --style painting.jpg --preset mrf2016',
  departures: [
    SHIPPED_NETWORK,
    'Patches are matched anew every six evaluations, and taken at every second position on both sides, as in their program.',
    'The finest layers are held to the style’s grain by a statistic, where they smooth the picture by its total variation.',
  ],
  recipe: {
    ...BASE,
    terms: [{ kind: 'content', name: 'content' }, { kind: 'patches', name: 'style' }, GRAIN],
    stages: { growth: 2, smallestPx: 96, most: 3, lastIterations: 60, coarseShare: 1.3 },
  },
};
