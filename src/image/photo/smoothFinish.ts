import { MattingAffinity, smoothByAffinity } from '../../shared/fields/mattingSmooth.js';
import { channelPlane } from '../../shared/pictures/channelPlane.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { affineFinish, measuredSize } from './keepEdges.js';

/** As the program of Li et al. has it. */
const ALPHA = 0.9999;
/** Of colours that count as flat: the term that luan2017 minimises has the same. */
const EPSILON = 1e-5;
/** Of what it is solved for; conjugate gradients that begin with local affine functions have settled by then, or after so many. */
const TOLERANCE = 1e-3;
const MOST_ITERATIONS = 60;
/** Windows need as many pixels either way. */
const LEAST_PX = 3;

/**
 * A stylised picture smoothed along the photograph, as the second step of Li et al. (ECCV 2018): solved exactly on small pictures, and
 * brought to the photograph's size as local affine functions of its colours.
 *
 * @returns of the size of the content, in 0..1
 */
export function smoothFinish(content: Picture, stylised: Picture): Picture {
  const size = measuredSize(content);
  if (Math.min(size.width, size.height) < LEAST_PX) return affineFinish(content, stylised);
  const guide = resizePicture(content, size, 'lanczos3');
  const target = resizePicture(stylised, size, 'lanczos3');
  const start = affineFinish(guide, target);
  const affinity = new MattingAffinity(guide.pixels, size, EPSILON);
  const pixels = new Float32Array(target.pixels.length);
  for (let c = 0; c < RGB; c++) {
    const smooth = smoothByAffinity(affinity, channelPlane(target, c), channelPlane(start, c), {
      alpha: ALPHA,
      tolerance: TOLERANCE,
      mostIterations: MOST_ITERATIONS,
    });
    smooth.forEach((value, i) => {
      pixels[i * RGB + c] = value;
    });
  }
  return affineFinish(content, { ...size, pixels });
}
