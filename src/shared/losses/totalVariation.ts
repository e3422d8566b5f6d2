import { type Tensor, type Tensor4D, tf } from '../engine/tf.js';

/**
 * Total variation, squared: the mean squared difference of neighbours, down plus across (Mahendran & Vedaldi 2015 with
 * beta = 2). 0 for a flat picture; high for noise.
 *
 * @param pixels [n, h, w, c]
 * @param meanOf mean over places, [n, h', w', c] to [n]
 * @returns [n]
 */
export function totalVariation(pixels: Tensor4D, meanOf: MeanOverPlaces = plainMean): Tensor {
  return tf.add(neighbourDifference(pixels, 1, meanOf), neighbourDifference(pixels, 2, meanOf));
}

type MeanOverPlaces = (map: Tensor4D) => Tensor;
const plainMean: MeanOverPlaces = (map) => tf.mean(map, [1, 2, 3]);

function neighbourDifference(pixels: Tensor4D, axis: 1 | 2, meanOf: MeanOverPlaces): Tensor {
  const length = pixels.shape[axis];
  // A line of one pixel has no neighbours.
  if (length < 2) return tf.zeros([pixels.shape[0]]);
  const size = pixels.shape.with(axis, length - 1);
  const all = pixels.shape.map(() => 0);
  // Arrays of their own for each slice: its gradient reads them later.
  const first = tf.slice(pixels, all, size);
  const second = tf.slice(pixels, all.with(axis, 1), size);
  return meanOf(tf.squaredDifference(second, first) as Tensor4D);
}
