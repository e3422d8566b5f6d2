import { PICTURE_NETWORKS } from '../shared/networks/pictureNetworks.js';
import type { LbfgsOptions } from '../shared/optim/lbfgs.js';
import { evenWeights } from '../shared/parameters/parameter.js';
import type { Recipe } from './recipe.js';

/**
 * Content over style at strength 1/2, with both losses in their range: set so that strength 0.6 is what looked best on the
 * fixtures, next to a content loss whose range is a picture without features.
 */
export const EVEN_RATIO = 0.3;

/** Terms without layers take those that the network proposes. */
const DEFAULT: Recipe = {
  network: PICTURE_NETWORKS.inception.choice,
  terms: [
    { kind: 'content', name: 'content' },
    { kind: 'wasserstein', name: 'style' },
  ],
  balance: { kind: 'strength', strength: 0.6, evenRatio: EVEN_RATIO },
  optimizer: { kind: 'lbfgs' },
  stages: { growth: 2, smallestPx: 128, most: 3, lastIterations: 45, coarseShare: 1.3 },
  iterations: undefined,
  start: 'content',
  variable: 'pixels',
  styleBlend: undefined,
  keepColors: 'none',
  seed: 0,
  marginPx: 12,
  clip: false,
};

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
 * The recipes by name:
 *
 * - `default`: tuned for quality on a laptop;
 * - `draft`: the same look in less than half of the time: most of the work is done at the coarse scales. (The network at
 *   half resolution, a first stride of 2, is no faster for the same likeness to the style, and leaves a grid.);
 * - `best`: more scales and iterations;
 * - `gatys2016`: Gatys, Ecker & Bethge, CVPR 2016: VGG-19 with average pooling, from noise, content : style = 1e-3 in
 *   the paper's own normalisation (half sums for the content; 1/(4 N^2 M^2) for each style layer, weighted 1/5). The
 *   paper scaled VGG's weights so that the mean activation is 1; here they are as published;
 * - `tutorial`: the recipe of the PyTorch tutorial "Neural Transfer Using PyTorch": convolutions before their ReLU,
 *   Gram / (a b c d), mean squared errors, style weight 1e6, 300 evaluations, pixels held in 0..1.
 */
export const PRESETS = {
  default: DEFAULT,
  draft: {
    ...DEFAULT,
    stages: { ...DEFAULT.stages, lastIterations: 12, coarseShare: 2.5 },
  },
  best: {
    ...DEFAULT,
    stages: { growth: Math.SQRT2, smallestPx: 128, most: 4, lastIterations: 100, coarseShare: 1 },
  },
  gatys2016: {
    ...DEFAULT,
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
  tutorial: {
    ...DEFAULT,
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
} as const satisfies Readonly<Record<string, Recipe>>;

/** Names of the presets. */
export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];
/** One of `PRESET_NAMES`. */
export type PresetName = keyof typeof PRESETS;
