/** Our own recipes. */
import { BASE } from './base.js';
import type { Preset } from './method.js';

const SOURCE = 'Gatys et al. 2016 with the Wasserstein statistic, from coarse to fine';

/** Tuned for quality on a laptop. */
export const DEFAULT: Preset = {
  source: SOURCE,
  use: 'painting any picture in any style; the best start',
  limits: 'it knows no things: strokes of a meadow may end up in the sky, unless maps are painted',
  example: 'nst image photo.jpg --style painting.jpg',
  departures: [],
  recipe: BASE,
};

/**
 * The same look in less than half of the time: most of the work is done at the coarse scales. (The network at half
 * resolution, a first stride of 2, is no faster for the same likeness to the style, and leaves a grid.)
 */
export const DRAFT: Preset = {
  source: SOURCE,
  use: 'the same in less than half of the time, for trying things out',
  limits: 'the finest strokes are softer',
  example: 'nst image photo.jpg --style painting.jpg --preset draft',
  departures: [],
  recipe: { ...BASE, stages: { ...BASE.stages, lastIterations: 12, coarseShare: 2.5 } },
};

/** More scales and iterations. */
export const BEST: Preset = {
  source: SOURCE,
  use: 'more scales and iterations, for the last bit',
  limits: 'several times the time of the default',
  example: 'nst image photo.jpg --style painting.jpg --preset best',
  departures: [],
  recipe: {
    ...BASE,
    stages: { growth: Math.SQRT2, smallestPx: 128, most: 4, lastIterations: 100, coarseShare: 1 },
  },
};
