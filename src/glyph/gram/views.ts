import { type Tensor4D, tf } from '../../shared/engine/tf.js';
import { RGBA } from '../grid.js';

/** What a picture that can be seen through is shown over: a network sees three channels. */
export type ViewName = 'black' | 'white';

/**
 * A picture over black or white. Over one of them alone, alpha would be told from colours by nothing.
 *
 * @param rgba [1, h, w, 4], colours multiplied by alpha
 * @returns [1, h, w, 3]
 */
export function viewOf(name: ViewName, rgba: Tensor4D): Tensor4D {
  const [, height, width] = rgba.shape;
  const colour = tf.slice(rgba, [0, 0, 0, 0], [1, height, width, RGBA - 1]);
  if (name === 'black') return colour;
  return tf.add(colour, tf.sub(1, tf.slice(rgba, [0, 0, 0, RGBA - 1], [1, height, width, 1])));
}
