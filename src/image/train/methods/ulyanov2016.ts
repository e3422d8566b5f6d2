import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';

/** Channels for each size, as in the paper. */
const WIDTH = 8;

/** A pyramid of sizes. */
export const ULYANOV2016: TrainingMethod = {
  source:
    'Ulyanov et al., ICML 2016 (texture networks); with instance norm (Ulyanov, Vedaldi & Lempitsky, CVPR 2017)',
  use: 'one style by a net of 60,000 weights, which sees a picture at five sizes and joins them from coarse to fine',
  limits: 'what it adds is finer and more like a texture than what johnson2016 does',
  example: 'nst train painting.jpg --method ulyanov2016 --content photos/ -o my.safetensors',
  departures: [
    'Pictures alone go in, without noise, as in the authors’ program for pictures; five sizes in place of six.',
    'Losses are those of `nst image`: the Wasserstein statistic on the network that comes along, balanced by strength.',
  ],
  styles: 'several',
  plan: (styles): TrainingPlan => ({ ...BASE_PLAN, family: { kind: 'pyramid', width: WIDTH, styles } }),
};
