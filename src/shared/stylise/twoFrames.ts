/** The loss of two frames (Huang et al., Real-time neural style transfer for videos, CVPR 2017), for motion that is known. */
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';

/** How the second of two frames shows the first, for motion along rows and columns: pans and zooms. */
export interface Motion {
  /** For each row of the second, shares of the first one's, [h, h]. */
  readonly rows: Tensor2D;
  /** The same of columns, [w, w]. */
  readonly columns: Tensor2D;
}

/** A frame as the next one shows it. @param frame [1, h, w, 3] */
export function moved(frame: Tensor4D, { rows, columns }: Motion): Tensor4D {
  const [, height, width, channels] = frame.shape;
  const down = tf.matMul(rows, tf.reshape(frame, [height, width * channels]) as Tensor2D);
  const turned = tf.transpose(tf.reshape(down, [height, width, channels]), [1, 0, 2]);
  const across = tf.matMul(columns, tf.reshape(turned, [width, height * channels]) as Tensor2D);
  const back = tf.transpose(tf.reshape(across, [width, height, channels]), [1, 0, 2]);
  return tf.reshape(back, [1, height, width, channels]) as Tensor4D;
}

/**
 * How much the second result differs from the first one as it has moved: the mean square where the first frame is seen.
 *
 * @param inside [1, h, w, 1]: 1 where it is
 */
export function twoFrameLoss(first: Tensor4D, second: Tensor4D, motion: Motion, inside: Tensor4D): Tensor {
  const squares = tf.mul(tf.squaredDifference(second, moved(first, motion)), inside);
  const channels = second.shape[3];
  return tf.div(tf.sum(squares), tf.mul(tf.sum(inside), channels));
}
