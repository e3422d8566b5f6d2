import { type Tensor, type Tensor1D, type Tensor2D, tf } from '../engine/tf.js';

/** Products that are held at once: 16 MB of them. */
export const HELD_PRODUCTS = 2 ** 22;

/** Of rows that are nothing but zeros: they are alike to none. */
const LEAST_LENGTH = 1e-12;

/** Lengths of rows, [..., 1]; never 0. @param rows [..., depth] */
export function rowLengths(rows: Tensor): Tensor {
  return tf.sqrt(tf.add(tf.sum(tf.square(rows), -1, true), LEAST_LENGTH));
}

/** Rows of length 1. @param rows [..., depth] */
export function unitRows<Rows extends Tensor>(rows: Rows): Rows {
  return tf.div(rows, rowLengths(rows)) as Rows;
}

/**
 * The example that each row is most alike to: the one with the largest product. That is normalised cross-correlation for
 * examples of length 1, whatever the lengths of the rows.
 *
 * The products are taken in slices of the examples, of which only the best so far is kept, so that memory does not grow with
 * the number of examples. Nothing of it has a gradient.
 *
 * @param rows [n, d]
 * @param examples [m, d]
 * @param bias [m], added to the products: very negative for examples that must not be chosen
 * @param heldProducts how many products may be held at once
 * @returns indices of examples, [n] of int32
 */
export function nearestRows(
  rows: Tensor2D,
  examples: Tensor2D,
  bias: Tensor1D,
  heldProducts = HELD_PRODUCTS,
): Tensor1D {
  const [count, depth] = rows.shape;
  const [total] = examples.shape;
  const sliceRows = Math.max(1, Math.min(total, Math.floor(heldProducts / count)));
  let best: Tensor | undefined;
  let indices: Tensor | undefined;
  for (let first = 0; first < total; first += sliceRows) {
    const length = Math.min(sliceRows, total - first);
    const slice = tf.slice(examples, [first, 0], [length, depth]);
    const products = tf.add(tf.matMul(rows, slice, false, true), tf.slice(bias, [first], [length]));
    const largest = tf.max(products, 1);
    const chosen = tf.add(tf.argMax(products, 1), tf.scalar(first, 'int32'));
    if (best && indices) {
      const isBetter = tf.greater(largest, best);
      indices = tf.where(isBetter, chosen, indices);
      best = tf.maximum(largest, best);
    } else {
      [best, indices] = [largest, chosen];
    }
  }
  return indices as Tensor1D;
}
