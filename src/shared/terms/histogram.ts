import { DISTRIBUTION_PARAMETERS, distributionMatching } from './distribution.js';
import { term } from './term.js';

/**
 * Risser, Wilmot & Barnes, "Stable and Controllable Neural Texture Synthesis and Style Transfer Using Histogram Losses"
 * (2017), eq. 5: every channel is pulled to what it would be with the histogram of the style's. The matched features
 * are held constant in the gradient, as there; they are made anew every few evaluations and not in each.
 */
export const HISTOGRAM = term({
  help: 'every feature is distributed as in the style: contrast is steady, without blotches',
  source: 'Risser, Wilmot & Barnes, arXiv 1701.08893, 2017',
  side: 'style',
  media: ['pictures'],
  parameters: DISTRIBUTION_PARAMETERS,
  ...distributionMatching((features) => features),
});
