/** The first axis of what terms measure: regions of one picture, or the pictures of a batch. */
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';

/** How many there are: regions where there are weights, else pictures. @param x [n, ...] @param weights [regions, ...] */
export function regionCount(x: Tensor, weights: Tensor | undefined): number {
  return weights?.shape[0] ?? x.shape[0]!;
}

/** One of [regions, ...], without its axis; that of all, where there is only one. */
export function sliceRegion(x: Tensor, region: number): Tensor {
  const [regions = 1, ...shape] = x.shape;
  const begin = [regions === 1 ? 0 : region, ...shape.map(() => 0)];
  return tf.reshape(tf.slice(x, begin, [1, ...shape]), shape);
}

/** The picture that a region lies in, or that it is, [1, h, w, c]. */
export function pictureOf(features: Tensor4D, region: number): Tensor4D {
  const [count, h, w, c] = features.shape;
  return count === 1 ? features : tf.slice(features, [region, 0, 0, 0], [1, h, w, c]);
}

/** Calls back for every region, and stacks what it gives. */
export function stackOf(regions: number, make: (region: number) => Tensor): Tensor {
  return tf.stack(Array.from({ length: regions }, (_, region) => make(region)));
}

/** Some of one region's rows. @param x [regions, rows, ...] */
export const rowsOf = (x: Tensor, region: number): Tensor2D => sliceRegion(x, region) as Tensor2D;
