import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { RESIDUAL_DEPARTURES, RESIDUAL_FAMILY } from './residual.js';

/** Gram matrices inside of a net. */
export const MSGNET2017: TrainingMethod = {
  source: 'Zhang & Dana, 2017 (MSG-Net)',
  use: 'any style from one picture: features are turned so that their products are those of the style',
  limits: 'colours come out weaker than the style’s; styles that it was not trained on, weaker still',
  example: 'nst train styles/ --method msgnet2017 --content photos/ -o any.safetensors',
  departures: [
    ...RESIDUAL_DEPARTURES,
    'Blocks are plain and not bottlenecks, and there are 64 channels in the middle, not 512.',
  ],
  styles: 'any',
  plan: (): TrainingPlan => ({
    ...BASE_PLAN,
    family: { ...RESIDUAL_FAMILY, styles: 1, bottleneck: 'match' },
    viewsPerStyle: 2,
  }),
};
