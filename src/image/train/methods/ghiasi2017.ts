import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { RESIDUAL_DEPARTURES, RESIDUAL_FAMILY } from './residual.js';

/** Any style, by norms that are foretold. */
export const GHIASI2017: TrainingMethod = {
  source: 'Ghiasi et al., BMVC 2017',
  use: 'any style from one picture: a look at it foretells the norms of the net',
  limits:
    'styles that are unlike all that it was trained on come out as those; it needs thousands of them and days',
  example: 'nst train styles/ --method ghiasi2017 --content photos/ -o any.safetensors',
  departures: [
    ...RESIDUAL_DEPARTURES,
    'A style is described by means and deviations of two layers of the network that comes along, in place of means of a deeper one.',
  ],
  styles: 'any',
  plan: (): TrainingPlan => ({
    ...BASE_PLAN,
    family: { ...RESIDUAL_FAMILY, styles: 1, norm: 'predicted' },
    viewsPerStyle: 2,
  }),
};
