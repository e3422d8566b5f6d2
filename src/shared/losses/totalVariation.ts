import { type Tensor, type Tensor4D, tf } from '../engine/tf.js';

/**
 * Total variation, squared: the mean squared difference of neighbours, down plus across (Mahendran & Vedaldi 2015 with
 * beta = 2). 0 for a flat picture; high for noise.
 *
 * @param pixels [n, h, w, c]
 * @returns [n]
 */
export function totalVariation(pixels: Tensor4D): Tensor {
  return tf.add(neighbourDifference(pixels, 1), neighbourDifference(pixels, 2));
}

function neighbourDifference(pixels: Tensor4D, axis: 1 | 2): Tensor {
  const length = pixels.shape[axis];
  // A line of one pixel has no neighbours.
  if (length < 2) return tf.zeros([pixels.shape[0]]);
  const size = pixels.shape.with(axis, length - 1);
  const all = pixels.shape.map(() => 0);
  // Arrays of their own for each slice: its gradient reads them later.
  const first = tf.slice(pixels, all, size);
  const second = tf.slice(pixels, all.with(axis, 1), size);
  return tf.mean(tf.squaredDifference(second, first), [1, 2, 3]);
}
