import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { PIXELS_TERM } from './pixelsTerm.js';

/** What is given back weighs less than elsewhere, since it is half of all steps. */
const PIXELS = { ...PIXELS_TERM, weight: 1 } as const;

/** Patches of a style's features. */
export const STYLESWAP2016: TrainingMethod = {
  source: 'Chen & Schmidt, 2016 (fast patch-based style transfer of arbitrary style)',
  use: 'any style from one picture: each patch of features is replaced by the style’s that is most alike',
  limits: 'much of the picture stays: a patch is only exchanged for one like it',
  example: 'nst train styles/ --method styleswap2016 --content photos/ -o swap.safetensors',
  departures: [
    'Features are those of the network that comes along, at a quarter of the size, in place of relu3_1 of VGG-19.',
    'Every third patch of the style is there, so that they cover it once.',
    'The net that inverts features has no norms and leaky rectifiers, and every second picture is given back as it is, by its pixels.',
  ],
  styles: 'any',
  plan: (): TrainingPlan => ({
    ...BASE_PLAN,
    family: { kind: 'swap', width: 16 },
    terms: [PIXELS, { kind: 'tv', name: 'smooth', weight: 0.01 }],
    lessons: [{ learns: 'net', terms: true, inverse: 1 }],
    identityEvery: 2,
    viewsPerStyle: 1,
  }),
};
