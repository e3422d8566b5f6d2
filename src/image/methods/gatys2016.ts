import { evenWeights } from '../../shared/parameters/parameter.js';
import { BASE } from './base.js';
import type { Preset } from './method.js';

/**
 * Gatys, Ecker & Bethge, CVPR 2016: VGG-19 with average pooling, from noise, content : style = 1e-3 in the paper's own
 * normalisation (half sums for the content; 1/(4 N^2 M^2) for each style layer, weighted 1/5).
 */
export const GATYS2016: Preset = {
  source: 'Gatys, Ecker & Bethge, CVPR 2016',
  use: 'the method that began it all, to compare with',
  limits:
    'weights of your own are needed, hundreds of evaluations at full size, and contrast may drift into blotches',
  example: 'nst models pull vgg19 && nst image photo.jpg --style painting.jpg --preset gatys2016',
  departures: [
    'The paper scaled VGG’s weights so that the mean activation is 1; here they are as published.',
  ],
  recipe: {
    ...BASE,
    network: { name: 'vgg19', pooling: 'avg', padding: 'zero' },
    terms: [
      { kind: 'content', name: 'content', normalisation: 'gatys', layers: { relu4_2: 1 } },
      {
        kind: 'gram',
        name: 'style',
        normalisation: 'gatys',
        layers: evenWeights(['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']),
      },
    ],
    balance: { kind: 'weights', style: 1000, content: 1 },
    stages: { growth: 2, smallestPx: 1, most: 1, lastIterations: 500, coarseShare: 1 },
    start: 'noise',
    marginPx: 0,
  },
};
