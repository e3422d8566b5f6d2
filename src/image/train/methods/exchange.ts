/** Nets for any style: a decoder behind the network that comes along. */
import type { Exchange } from '../../../shared/stylise/exchange.js';
import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { PIXELS_TERM } from './pixelsTerm.js';

const WIDTH = 16;
/** Where all such nets depart. */
export const EXCHANGE_DEPARTURES = [
  'Features are those of the network that comes along, at four sizes, and each size goes to the decoder; the papers use VGG-19.',
  'The decoder paints what is to be added to the pixels with the style’s colours.',
];

/** A net that exchanges statistics. */
export function exchangePlan(exchange: Exchange): TrainingPlan {
  return {
    ...BASE_PLAN,
    family: { kind: 'exchange', exchange, width: WIDTH },
    terms: [...BASE_PLAN.terms, PIXELS_TERM],
    // Features come out of the network at the same stride.
    firstStride: 2,
    rate: { peak: 1e-3, warmUpSteps: 100, fallFromStep: 600 },
    // Few features vary in small squares, and covariances have many numbers.
    phases: [
      { cropPx: 128, share: 0.5 },
      { cropPx: 192, share: 0.5 },
    ],
    // Every picture has another style: many steps of one do better than few of two.
    batch: 1,
    identityEvery: 10,
    viewsPerStyle: 2,
  };
}

/** Moments. */
export const ADAIN2017: TrainingMethod = {
  source: 'Huang & Belongie, ICCV 2017',
  use: 'any style from one picture: mean and deviation of each feature are exchanged',
  limits: 'what styles do with several features together is lost',
  example: 'nst train styles/ --method adain2017 --content photos/ -o any.safetensors',
  departures: [
    ...EXCHANGE_DEPARTURES,
    'The losses are those of `nst image`, not the distance from the exchanged features.',
  ],
  styles: 'any',
  plan: () => exchangePlan('moments'),
};

/** Covariances, the shortest way. */
export const TRANSPORT2019: TrainingMethod = {
  source: 'Li et al., NIPS 2017 (WCT); by optimal transport as in Mroueh, Wasserstein Style Transfer, 2019',
  use: 'any style from one picture: mean and covariance of features are exchanged, moving them as little as can be',
  limits: 'a style of large shapes becomes one of small strokes',
  example: 'nst train styles/ --method transport2019 --content photos/ -o any.safetensors',
  departures: [
    ...EXCHANGE_DEPARTURES,
    'The decoder is trained for styles, and not for giving pictures back alone.',
  ],
  styles: 'any',
  plan: () => exchangePlan('transport'),
};
