/** Features as rows of vectors, averaged first so that there are not too many of them. */
import { type Tensor, type Tensor3D, type Tensor4D, tf } from '../engine/tf.js';
import type { Seen } from './seen.js';

/** Features of pictures and how much each counts. */
export interface PooledRows {
  /** [n, positions, channels] */
  readonly rows: Tensor3D;
  /** [regions, positions], of one picture; undefined: all alike. */
  readonly weights: Tensor | undefined;
}

/** Averages squares of `pool` x `pool`, what is left over at the right and below is dropped; smaller pictures stay as they are. */
function averaged(features: Tensor4D, pool: number): Tensor4D {
  const [, height, width] = features.shape;
  return pool === 1 || Math.min(height, width) < pool ? features : tf.avgPool(features, pool, pool, 'valid');
}

/** The features of a layer, averaged over squares of `pool` x `pool`. */
export function pooledRows(seen: Seen, layer: string, pool: number): PooledRows {
  const features = averaged(seen.layer(layer), pool);
  const [count, height, width, channels] = features.shape;
  return {
    rows: tf.reshape(features, [count, height * width, channels]) as Tensor3D,
    weights: seen.weights(height, width),
  };
}

/** About `most` of `count` indices, spread evenly; all of them, if there are no more. */
export function evenIndices(count: number, most: number): Int32Array {
  const taken = Math.min(count, most);
  return Int32Array.from({ length: taken }, (_, i) => Math.floor(((i + 0.5) / taken) * count));
}
