import { evenWeights } from '../../shared/parameters/parameter.js';
import type { TermSpec } from '../../shared/terms/registry.js';
import { BASE, EVEN_RATIO, SHIPPED_NETWORK } from './base.js';
import type { Preset } from './method.js';

/**
 * On a published pair at 384 px strength 0.45 without edges closed 0.79 of the gap at a landmark drift of 0.035, these 0.60 at 0.017; the
 * published picture has 0.43 at 0.036.
 */
const STRENGTH = 0.35;
const DETAIL = 0.3;
/** Squares that are averaged before edges are compared: fine ones, and the features of a face at 512 pixels. */
const POOLS = [4, 8] as const;

/** Selim, Elgharib & Doyle 2016: the painted face is laid on the photographed one, and gives it its light and colours. */
export const PORTRAIT2016: Preset = {
  source: 'Selim, Elgharib & Doyle, SIGGRAPH 2016',
  use: 'faces after painted faces: light and colours go to where they belong, and features stay in their places',
  limits: 'two faces that look in different directions cannot be laid on each other',
  example: 'nst image photo.jpg --style portrait.jpg --preset portrait2016',
  departures: [
    SHIPPED_NETWORK,
    'Faces are laid on each other by what a network sees in them, smoothly, unless landmarks are given; the paper finds landmarks, and bends by SIFT flow.',
    'The style is the Wasserstein statistic; add --statistic gram for theirs.',
    'Edges of the content are kept by its Laplacian at two scales.',
  ],
  recipe: {
    ...BASE,
    terms: [
      { kind: 'gain', name: 'content', layers: evenWeights(['conv5', 'mixed1']) },
      { kind: 'wasserstein', name: 'style' },
      ...POOLS.map((pool): TermSpec => ({ kind: 'laplacian', name: 'detail', pool, weight: DETAIL })),
    ],
    balance: { kind: 'strength', strength: STRENGTH, evenRatio: EVEN_RATIO },
  },
};
