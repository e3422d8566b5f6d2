import { BASE } from './base.js';
import type { Preset } from './method.js';

/**
 * Gatys, Ecker & Bethge, CVPR 2016: VGG-19 with average pooling and filters of mean activation 1, with the start and the weights of the
 * authors' own program (leongatys/PytorchNeuralStyleTransfer): mean squared errors, Gram matrices of means, 1000 / channels^2
 * for each style layer. With the sums of the paper and its 1 : 1000 the content counts some hundred times as much, and a result
 * takes next to nothing of the style.
 */
export const GATYS2016: Preset = {
  source: 'Gatys, Ecker & Bethge, CVPR 2016',
  use: 'the method that began it all, to compare with',
  limits:
    'weights of your own are needed, hundreds of evaluations at full size, and contrast may drift into blotches',
  example: 'nst models pull vgg19 && nst image photo.jpg --style painting.jpg --preset gatys2016',
  departures: [
    'Start and weights are those of the authors’ program, which go with its means; the paper has sums, 1 : 1000, and noise (--init noise).',
    'Filters have a mean activation of 1 over the content and the styles; the authors scaled weights by pictures of ImageNet.',
  ],
  recipe: {
    ...BASE,
    network: { name: 'vgg19', pooling: 'avg', padding: 'zero' },
    unitMean: true,
    terms: [
      { kind: 'content', name: 'content', normalisation: 'mean', layers: { relu4_2: 1 } },
      {
        kind: 'gram',
        name: 'style',
        normalisation: 'seed',
        layers: { relu1_1: 1, relu2_1: 1, relu3_1: 1, relu4_1: 1, relu5_1: 1 },
      },
    ],
    balance: { kind: 'weights', style: 1000, content: 1 },
    stages: { growth: 2, smallestPx: 1, most: 1, lastIterations: 500, coarseShare: 1 },
    start: 'content',
    marginPx: 0,
  },
};
