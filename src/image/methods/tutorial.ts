import type { LbfgsOptions } from '../../shared/optim/lbfgs.js';
import { BASE } from './base.js';
import type { Preset } from './method.js';

/** PyTorch's `LBFGS(lr=1)` without a line search. */
const TORCH_LBFGS: LbfgsOptions = {
  history: 100,
  firstStep: 1,
  firstStepNorm: 'sum',
  lineSearch: 'none',
  maxRise: Number.POSITIVE_INFINITY,
  minCosine: 0,
};

/**
 * The recipe of the PyTorch tutorial "Neural Transfer Using PyTorch": convolutions before their ReLU,
 * Gram / (a b c d), mean squared errors, style weight 1e6, 300 evaluations, pixels held in 0..1.
 */
export const TUTORIAL: Preset = {
  source: 'Jacq, “Neural Transfer Using PyTorch”, PyTorch tutorials',
  use: 'what many people know, to compare with',
  limits: 'fixed weights: some pairs hardly change, others drown',
  example: 'nst models pull vgg19 && nst image photo.jpg --style painting.jpg --preset tutorial',
  departures: [],
  recipe: {
    ...BASE,
    network: { name: 'vgg19', pooling: 'max', padding: 'zero' },
    terms: [
      { kind: 'content', name: 'content', normalisation: 'mean', layers: { conv_4: 1 } },
      {
        kind: 'gram',
        name: 'style',
        normalisation: 'seed',
        layers: { conv_1: 1, conv_2: 1, conv_3: 1, conv_4: 1, conv_5: 1 },
      },
    ],
    balance: { kind: 'weights', style: 1e6, content: 1 },
    optimizer: { kind: 'lbfgs', ...TORCH_LBFGS },
    stages: { growth: 2, smallestPx: 1, most: 1, lastIterations: 300, coarseShare: 1 },
    marginPx: 0,
    clip: true,
  },
};
