/** Methods of `nst photo`. */

import type { Method } from '../../shared/methods/method.js';
import { EVEN_RATIO } from './base.js';
import { PHOTO_LUAN } from './luan2017.js';
import type { Preset } from './method.js';

/** Of the style, and of the term that holds edges: at 0.5 and 3, on two public pairs, half as many edges again come where there were none. */
const [STRENGTH, MATTING_WEIGHT] = [0.42, 5];

/** Light, textures and colours. */
export const PHOTO_DEFAULT: Preset = {
  source: 'Luan, Paris, Shechtman & Bala, CVPR 2017, in half of the evaluations',
  use: 'a photograph in the light of another: clouds, lamps and leaves come over, and edges stay',
  limits: 'what the style shows appears where it fits in tone, and flat skies get faint clouds of it',
  example: 'nst photo day.jpg --style dusk.jpg',
  departures: [
    ...PHOTO_LUAN.departures,
    'The affine functions are of a third of the paper’s reach where the photograph has texture.',
  ],
  recipe: {
    ...PHOTO_LUAN.recipe,
    terms: PHOTO_LUAN.recipe.terms.map((term) =>
      term.kind === 'matting' ? { ...term, weight: MATTING_WEIGHT } : term,
    ),
    balance: { kind: 'strength', strength: STRENGTH, evenRatio: EVEN_RATIO },
    stages: { ...PHOTO_LUAN.recipe.stages, lastIterations: 8, coarseShare: 1.6, leastFirst: 24 },
  },
};

/** Colours alone. */
export const PHOTO_COLOR: Method = {
  source: 'Olkin & Pukelsheim 1982; for pictures Pitie & Kokaram, CVMP 2007',
  use: 'a photograph in the colours of another, region by region where maps are given; no edge moves',
  limits: 'mean and spread of colours alone: lamps are not lit, and no snow falls',
  example: 'nst photo day.jpg --style dusk.jpg --method color',
  departures: [
    'Colours are mapped in Oklab; labels are fitted to the photograph’s edges by a guided filter.',
  ],
};

/** A stylised picture back to the photograph's edges. */
export const PHOTO_POISSON: Method = {
  source: 'Mechrez, Shechtman & Zelnik-Manor, arXiv 1709.09828, 2017',
  use: 'a stylised version of a photograph is given the photograph’s edges back',
  limits: 'tones that the stylised picture has wrong over large areas stay wrong',
  example: 'nst photo day.jpg --from stylised.png --finish poisson',
  departures: [
    'Solved exactly by the cosine transform; above 1024 px the change is solved smaller and enlarged.',
    'Slopes of more than 100 are kept, which the paper’s program drops.',
  ],
};

/** By a trained net. */
export const PHOTO_WCT: Method = {
  source: 'Li, Liu, Li, Yang & Kautz, ECCV 2018 (PhotoWCT)',
  use: 'a photograph in the light of another, by a net that takes any style and an exact smoothing',
  limits: 'of what the net paints the smoothing leaves the light alone',
  example: 'nst photo day.jpg --style dusk.jpg --method wct2018',
  departures: [
    'Features are exchanged by optimal transport, of the whole photograph at once; regions are given their colours before.',
    'Smoothed on 384 px with an epsilon of 1e-5 in at most 60 steps; local affine functions are what is enlarged.',
  ],
};
