import type { TrainingPlan } from '../trainingPlan.js';
import { EXCHANGE_DEPARTURES, exchangePlan } from './exchange.js';
import type { TrainingMethod } from './method.js';

/** Photographs in the light of others. */
export const PHOTOWCT2018: TrainingMethod = {
  source:
    'Li et al., ECCV 2018 (a closed-form solution to photorealistic image stylization), the first of its two steps',
  use: 'photographs in the light of others, by a decoder that has only learnt to give pictures back',
  limits: 'nothing smooths what becomes uneven: that is the paper’s second step',
  example: 'nst train photos/ --method photowct2018 --content photos/ -o light.safetensors',
  departures: [
    ...EXCHANGE_DEPARTURES,
    'Features move the shortest way to the style’s mean and covariance, in closed form, and not by way of white ones.',
    'Detail comes through by the levels that go to the decoder, where the paper remembers which of four pixels was the largest.',
  ],
  styles: 'any',
  plan: (): TrainingPlan => ({ ...exchangePlan('transport'), identityEvery: 1 }),
};
