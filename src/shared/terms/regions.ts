import { type Tensor, tf } from '../engine/tf.js';

/** One region of [regions, ...], without its axis; that of all, where there is only one. */
export function sliceRegion(x: Tensor, region: number): Tensor {
  const [regions = 1, ...shape] = x.shape;
  const begin = [regions === 1 ? 0 : region, ...shape.map(() => 0)];
  return tf.reshape(tf.slice(x, begin, [1, ...shape]), shape);
}
