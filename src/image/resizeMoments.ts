import type { AdamMoments } from '../shared/optim/adam.js';
import type { Size } from '../shared/pictures/picture.js';
import { resample } from '../shared/pictures/resample.js';

/**
 * Adam's moments at the size of the next stage (as in Crowson's style-transfer-pytorch): a pixel of the larger picture
 * has about the gradient of the one it came from. Only for a variable of pixels.
 */
export function resizeMoments({ first, second, steps }: AdamMoments, from: Size, to: Size): AdamMoments {
  return {
    // A triangle keeps mean squares above zero.
    first: resample(first, from, to, 'triangle'),
    second: resample(second, from, to, 'triangle'),
    steps,
  };
}
