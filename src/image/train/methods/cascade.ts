/** Nets for any style whose decoders learn nothing but to paint what the network that comes along has seen. */
import type { CascadeFamily } from '../../../shared/stylise/cascadeNet.js';
import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { PIXELS_TERM } from './pixelsTerm.js';

const WIDTH = 16;

const cascadePlan = (family: Pick<CascadeFamily, 'exchange' | 'keepsDetail'>): TrainingPlan => ({
  ...BASE_PLAN,
  family: { kind: 'cascade', width: WIDTH, ...family },
  terms: [PIXELS_TERM],
  rate: { peak: 1e-3, warmUpSteps: 100, fallFromStep: 600 },
  phases: [{ cropPx: 128, share: 1 }],
  lessons: [{ learns: 'net', inverse: 1 }],
  batch: 1,
  // All of one size, as they are looked at by one graph; no step is about them.
  viewsPerStyle: 1,
});

/** Where all such nets depart. */
const DEPARTURES = [
  'Features are those of the network that comes along, at three sizes, in place of five of VGG-19.',
  'Decoders are as wide as the picture is small: 16 channels at full size.',
];

/** Covariances, by way of white features. */
export const WCT2017: TrainingMethod = {
  source: 'Li et al., NIPS 2017',
  use: 'any style from one picture, with decoders that have only learnt to give pictures back, one after the other from coarse to fine',
  limits: 'features turn on the way through white, and edges with them; what decoders blur stays blurred',
  example: 'nst train photos/ --method wct2017 --content photos/ -o any.safetensors',
  departures: DEPARTURES,
  styles: 'any',
  plan: () => cascadePlan({ exchange: 'whitening', keepsDetail: false }),
};

/** Photographs in the light of others. */
export const PHOTOWCT2018: TrainingMethod = {
  source:
    'Li et al., ECCV 2018 (a closed-form solution to photorealistic image stylization), the first of its two steps',
  use: 'photographs in the light of others, by decoders that have only learnt to give pictures back',
  limits: 'nothing smooths what becomes uneven: that is the paper’s second step',
  example: 'nst train photos/ --method photowct2018 --content photos/ -o light.safetensors',
  departures: [
    ...DEPARTURES,
    'Features move the shortest way to the style’s mean and covariance, in closed form, and not by way of white ones.',
    'What a decoder cannot paint of the photograph is added again, where the paper remembers which of four pixels was the largest.',
  ],
  styles: 'any',
  plan: () => cascadePlan({ exchange: 'transport', keepsDetail: true }),
};
