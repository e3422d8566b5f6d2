import { BY_TERMS, OF_CRITIC } from '../../../shared/stylise/lesson.js';
import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { RESIDUAL_DEPARTURES, RESIDUAL_FAMILY } from './residual.js';

/** A garment in a style: whole and patches in turn. */
export const FASHION2017: TrainingMethod = {
  source: 'Jiang & Fu, IJCAI 2017 (fashion style generator)',
  use: 'garments: losses look at what a mask covers, of the whole and of its patches in turn; apply it with --mask',
  limits: 'masks have to be made; those of the training are outlines of no particular garment',
  example: 'nst train cloth.jpg --method fashion2017 --content photos/ -o cloth.safetensors',
  departures: [
    ...RESIDUAL_DEPARTURES,
    'The net is that of johnson2016, and the critic of patches that of mgan2016.',
    'Garments are cut from photographs of anything.',
  ],
  styles: 'one',
  plan: (styles): TrainingPlan => ({
    ...BASE_PLAN,
    family: { ...RESIDUAL_FAMILY, styles },
    lessons: [
      { ...OF_CRITIC, garment: true },
      { learns: 'net', critic: 1, garment: true },
      { ...BY_TERMS, garment: true },
    ],
  }),
};
