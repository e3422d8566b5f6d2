import { type Tensor, type Tensor2D, tf } from '../engine/tf.js';

/** Added to the likeness of what lies outside of a region: cosines differ by 2 at most. */
export const OUTSIDE = -4;

/** A place belongs to a region where it counts at least this much of what the region's best place does. */
const HALF = 0.5;

/** 1 where a place belongs to a region, else 0. @param weights [regions, n], at least 0 */
export function isInside(weights: Tensor): Tensor2D {
  const level = tf.mul(tf.max(weights, 1, true), HALF);
  return tf.cast(tf.greaterEqual(weights, level), 'float32') as Tensor2D;
}

/** 0 where a place belongs to a region, else `OUTSIDE`. A region without places has all of them. @param weights [regions, n] */
export function insideBias(weights: Tensor): Tensor2D {
  return tf.mul(tf.sub(1, isInside(weights)), OUTSIDE) as Tensor2D;
}
