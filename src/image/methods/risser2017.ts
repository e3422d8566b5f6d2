import { BASE, SHIPPED_NETWORK } from './base.js';
import type { Preset } from './method.js';

/** Gram matrices alone leave the mean and the variation of features free to be traded; histograms pin both. */
export const RISSER2017: Preset = {
  source: 'Risser, Wilmot & Barnes, arXiv 1701.08893, 2017',
  use: 'steady contrast where Gram matrices drift into blotches',
  limits: 'strokes are flatter, as channels are matched one by one',
  example: 'nst image photo.jpg --style painting.jpg --preset risser2017',
  departures: [
    SHIPPED_NETWORK,
    'Histograms are matched anew every eight evaluations, and both losses count alike by their ranges, in place of weights by the size of gradients.',
  ],
  recipe: {
    ...BASE,
    terms: [{ kind: 'content', name: 'content' }, { kind: 'gram', name: 'style' }, { kind: 'histogram' }],
  },
};
