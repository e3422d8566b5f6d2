import { BY_TERMS, OF_CRITIC } from '../../../shared/stylise/lesson.js';
import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { RESIDUAL_DEPARTURES, RESIDUAL_FAMILY } from './residual.js';

/** How much a critic counts whose hinge loss is about 1, beside the losses of content and style. */
const CRITIC = 0.5;

/** A critic of patches. */
export const MGAN2016: TrainingMethod = {
  source: 'Li & Wand, ECCV 2016 (Markovian generative adversarial networks)',
  use: 'one style whose patches are to pass for those of the painting: a critic learns to tell them apart',
  limits: 'half of the steps are the critic’s; the two do not always come to an end',
  example: 'nst train painting.jpg --method mgan2016 --content photos/ -o my.safetensors',
  departures: [
    ...RESIDUAL_DEPARTURES,
    'The critic compares results with the style itself, and not with pictures that were optimised before.',
    'The statistic of the style counts too, at a half; the net is that of johnson2016.',
  ],
  styles: 'one',
  plan: (styles): TrainingPlan => ({
    ...BASE_PLAN,
    family: { ...RESIDUAL_FAMILY, styles },
    terms: [
      { kind: 'content', name: 'content' },
      { kind: 'wasserstein', name: 'style', weight: 0.5 },
    ],
    lessons: [OF_CRITIC, { ...BY_TERMS, critic: CRITIC }],
  }),
};
