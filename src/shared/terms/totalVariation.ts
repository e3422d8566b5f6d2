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
  loss: (seen) => {
    const pixels = seen.layer(PIXELS);
    const [, height, width] = pixels.shape;
    return totalVariation(pixels, (map) => seen.meanOf(map, height, width));
  },
  tiles: { kind: 'summed', reachPx: () => 1 },
});
