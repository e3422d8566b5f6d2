import { evenWeights } from '../../shared/parameters/parameter.js';
import { BASE, EVEN_RATIO, SHIPPED_NETWORK } from './base.js';
import type { Preset } from './method.js';

/** Selim, Elgharib & Doyle 2016: the painted face is laid on the photographed one, and gives it its light and colours. */
export const PORTRAIT2016: Preset = {
  source: 'Selim, Elgharib & Doyle, SIGGRAPH 2016',
  use: 'faces after painted faces: light and colours go to where they belong, and features stay in their places',
  example: 'nst image photo.jpg --style portrait.jpg --preset portrait2016',
  departures: [
    SHIPPED_NETWORK,
    'Faces are laid on each other by what a network sees in them, smoothly, unless landmarks are given; the paper finds landmarks, and bends by SIFT flow.',
    'The style is the Wasserstein statistic; add --statistic gram for theirs.',
  ],
  recipe: {
    ...BASE,
    terms: [
      { kind: 'gain', name: 'content', layers: evenWeights(['conv5', 'mixed1']) },
      { kind: 'wasserstein', name: 'style' },
    ],
    balance: { kind: 'strength', strength: 0.45, evenRatio: EVEN_RATIO },
  },
};
