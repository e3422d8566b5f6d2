import { type Tensor4D, tf } from '../engine/tf.js';
import { NstError } from '../errors.js';

/** How a window of activations becomes one. */
export type Pooling = 'max' | 'avg';

/**
 * Half the height and width (rounded down) by 2x2 windows that do not overlap.
 *
 * Average pooling is what Gatys et al. (2016) recommend for synthesis: its gradient reaches every pixel.
 *
 * @throws NstError NST_BAD_INPUT when a side is 1 already
 */
export function halve(x: Tensor4D, pooling: Pooling): Tensor4D {
  const [, height, width] = x.shape;
  if (height < 2 || width < 2) {
    throw new NstError(
      'NST_BAD_INPUT',
      'the picture is too small: nothing is left of it at the depth of the layers asked for; use a larger one',
    );
  }
  return pooling === 'max' ? tf.maxPool(x, 2, 2, 'valid') : tf.avgPool(x, 2, 2, 'valid');
}

/**
 * The mean of each 3x3 neighbourhood, of as much of it as lies inside the picture: average pooling with
 * stride 1 and padding `same`.
 *
 * Not written as `tf.avgPool(x, 3, 1, 'same')`, because tfjs 4.22 divides the gradient of that by 9 even
 * at the border, where the mean was over 4 or 6.
 */
export function averageNeighbours(x: Tensor4D): Tensor4D {
  const [, height, width] = x.shape;
  const padded = tf.pad(x, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const rows = borderGains(height);
  const columns = borderGains(width);
  const gains = Float32Array.from(rows.flatMap((row) => columns.map((column) => row * column)));
  return tf.mul(tf.avgPool(padded, 3, 1, 'valid'), tf.tensor4d(gains, [1, height, width, 1]));
}

/** By how much a mean over 3 cells, of which those outside are 0, falls short of the mean over the inside. */
function borderGains(length: number): number[] {
  return Array.from({ length }, (_, i) => 3 / (1 + Number(i > 0) + Number(i < length - 1)));
}
