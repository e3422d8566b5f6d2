import { PIXELS } from '../../shared/terms/totalVariation.js';
import { BASE, SHIPPED_NETWORK } from './base.js';
import type { Preset } from './method.js';

/** Kolkin, Salavon & Shakhnarovich 2019: optimal transport of features, self-similarity of the content, a palette. */
export const STROTSS2019: Preset = {
  source: 'Kolkin, Salavon & Shakhnarovich, CVPR 2019',
  use: 'like is put on like, and the content’s shapes stay while its colours are free',
  limits: 'fine shapes of the content go under in strokes',
  example: 'nst image photo.jpg --style painting.jpg --preset strotss2019',
  departures: [
    SHIPPED_NETWORK,
    'Layers are compared one by one, not joined into one vector; positions are averaged or evenly spread, not drawn at random.',
    'Pixels are varied by L-BFGS, where they vary a Laplacian pyramid by RMSprop.',
  ],
  recipe: {
    ...BASE,
    terms: [
      { kind: 'self-similarity', name: 'content' },
      { kind: 'remd', name: 'style' },
      { kind: 'wasserstein', name: 'moments' },
      { kind: 'wasserstein', name: 'palette', layers: { [PIXELS]: 1 } },
    ],
  },
};
