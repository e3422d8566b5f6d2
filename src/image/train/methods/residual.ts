/** Nets with styles of their own. */

import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';

/**
 * Half of Johnson et al.'s width, which their author advises for slow machines, and filters of 5 in place of 9 where pixels come and go:
 * at 512 px 0.41 s of one core in place of 0.56.
 */
export const RESIDUAL_FAMILY = { kind: 'residual', width: 16, blocks: 5, kernel: 5 } as const;

/** Where all such nets depart from Johnson et al. */
export const RESIDUAL_DEPARTURES = [
  'Half the width, filters of 5 in place of 9, mirrored edges, and nearest upsampling before a convolution in place of transposed ones.',
  'Losses are those of `nst image`: the Wasserstein statistic on the network that comes along, balanced by strength.',
];

const residualPlan = (styles: number): TrainingPlan => ({
  ...BASE_PLAN,
  family: { ...RESIDUAL_FAMILY, styles },
});

/** One style. */
export const JOHNSON2016: TrainingMethod = {
  source: 'Johnson, Alahi & Fei-Fei, ECCV 2016; with instance norm (Ulyanov, Vedaldi & Lempitsky 2016)',
  use: 'one style, a third of a second for each picture after half an hour of training',
  limits: 'a net knows one style and one size of strokes',
  example: 'nst train painting.jpg --content photos/ -o my.safetensors',
  departures: RESIDUAL_DEPARTURES,
  styles: 'one',
  plan: residualPlan,
};

/** Several styles in one net. */
export const CIN2017: TrainingMethod = {
  source: 'Dumoulin, Shlens & Kudlur, ICLR 2017',
  use: 'several styles in one net, which can be blended',
  limits: 'each style gets its share of the time',
  example: 'nst train a.jpg b.jpg --content photos/ -o my.safetensors',
  departures: RESIDUAL_DEPARTURES,
  styles: 'several',
  plan: residualPlan,
};
