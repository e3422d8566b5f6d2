import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { PIXELS_TERM } from './pixelsTerm.js';
import { RESIDUAL_DEPARTURES, RESIDUAL_FAMILY } from './residual.js';

/** A filter for each style. */
export const STYLEBANK2017: TrainingMethod = {
  source: 'Chen et al., CVPR 2017',
  use: 'several styles in one net, each a bank of filters between a coder that knows none of them and its inverse',
  limits: 'a bank has 37,000 numbers, where norms of cin2017 have 1,600',
  example: 'nst train a.jpg b.jpg --method stylebank2017 --content photos/ -o bank.safetensors',
  departures: [
    ...RESIDUAL_DEPARTURES,
    'A bank is one filter, and residual blocks follow; the authors’ is two with a norm, and none follow.',
  ],
  styles: 'several',
  plan: (styles): TrainingPlan => ({
    ...BASE_PLAN,
    family: { ...RESIDUAL_FAMILY, styles, bottleneck: 'bank' },
    terms: [...BASE_PLAN.terms, PIXELS_TERM],
    // Two pictures with a bank, and one without, as in the paper.
    identityEvery: 3,
  }),
};
