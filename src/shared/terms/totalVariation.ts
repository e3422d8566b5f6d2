import { totalVariation } from '../losses/totalVariation.js';
import { term } from './term.js';

/** The layer that is the picture itself, [n, h, w, 3]. */
export const PIXELS = 'pixels';

/** Smooths. */
export const TOTAL_VARIATION = term({
  help: 'neighbouring pixels are alike: smooths the result',
  source: 'Mahendran & Vedaldi, CVPR 2015, with beta = 2',
  side: 'prior',
  media: ['pictures'],
  parameters: {},
  layers: () => [PIXELS],
  loss: (seen) => totalVariation(seen.layer(PIXELS)),
});
