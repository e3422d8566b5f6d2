import { BASE, EVEN_RATIO, MATCHED_REGIONS, SHIPPED_NETWORK } from './base.js';
import type { Preset } from './method.js';

/** Of the matting term beside the content. */
const MATTING_WEIGHT = 3;
const STRENGTH = 0.5;

/** Luan, Paris, Shechtman & Bala 2017: statistics by region, held to what is locally affine in the photograph's colours. */
export const PHOTO_LUAN: Preset = {
  source: 'Luan, Paris, Shechtman & Bala, CVPR 2017',
  use: 'the same as the paper has it: what is stylised is held to the photograph’s edges while it is made',
  limits: 'fine texture of the style is held back, too; maps or --match settle most of what it looks like',
  example: 'nst photo day.jpg --style dusk.jpg --method luan2017 --match',
  departures: [
    SHIPPED_NETWORK,
    'The style is the Wasserstein statistic of each region, from coarse to fine, beginning with the photograph in the regions’ colours.',
    'The matting term is a mean over windows, measured by the photograph’s own variance, with an epsilon of 1e-5, and is there from the first stage on.',
    'It is worked on at 384 px; local affine functions of the photograph’s colours, fitted there, are what is enlarged.',
  ],
  recipe: {
    ...BASE,
    terms: [
      { kind: 'content', name: 'content' },
      { kind: 'wasserstein', name: 'style' },
      { kind: 'matting', weight: MATTING_WEIGHT },
    ],
    balance: { kind: 'strength', strength: STRENGTH, evenRatio: EVEN_RATIO },
    stages: { growth: 2, smallestPx: 64, most: 3, lastIterations: 18, coarseShare: 1.4, leastFirst: 40 },
    keepsDetail: true,
    match: { least: 1, most: MATCHED_REGIONS, amount: 1 },
  },
};
