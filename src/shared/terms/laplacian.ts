import { type Tensor, type Tensor4D, tf } from '../engine/tf.js';
import { integerParameter } from '../parameters/parameter.js';
import type { Seen } from './seen.js';
import { type TensorsByName, term } from './term.js';
import { PIXELS } from './totalVariation.js';

/** The part of [n, h, w, c] that is shifted by a pixel down and across, without the border. */
function inner(x: Tensor4D, down: number, across: number): Tensor4D {
  const [n, h, w, c] = x.shape;
  return tf.slice(x, [0, 1 + down, 1 + across, 0], [n, h - 2, w - 2, c]);
}

/** The 3x3 Laplacian (4 in the middle, -1 above, below, left and right) of averaged pixels, colours added up. @returns [n, h, w, 1] */
export function laplacianOf(pixels: Tensor4D, pool: number): Tensor4D {
  const grey = tf.sum(pixels, 3, true) as Tensor4D;
  const small = pool === 1 ? grey : tf.avgPool(grey, pool, pool, 'valid');
  const neighbours = tf.add(
    tf.add(inner(small, -1, 0), inner(small, 1, 0)),
    tf.add(inner(small, 0, -1), inner(small, 0, 1)),
  );
  return tf.sub(tf.mul(inner(small, 0, 0), 4), neighbours);
}

/** A picture in which `pool` leaves less than three rows or columns has no inner pixels, and the term is silent. */
function hasInside({ shape: [, height, width] }: Tensor4D, pool: number): boolean {
  return Math.min(Math.floor(height / pool), Math.floor(width / pool)) >= 3;
}

function edges(seen: Seen, { pool }: { readonly pool: number }): TensorsByName {
  const pixels = seen.layer(PIXELS);
  const silence = () => tf.zeros([pixels.shape[0], 1, 1, 1]);
  return { edges: hasInside(pixels, pool) ? laplacianOf(pixels, pool) : silence() };
}

/** Size of the pooled picture. */
function pooledSize(seen: Seen, pool: number) {
  const [, height, width] = seen.layer(PIXELS).shape;
  return { height: Math.floor(height / pool), width: Math.floor(width / pool) };
}

/** The mean over inner positions. @param map [n, h, w, 1] */
function innerMean(seen: Seen, map: Tensor4D, pool: number): Tensor {
  if (!hasInside(seen.layer(PIXELS), pool)) return tf.mean(map, [1, 2, 3]);
  const { height, width } = pooledSize(seen, pool);
  return seen.meanOf(map, height, width);
}

/**
 * Li, Xu, Nie & Liu, "Laplacian-Steered Neural Style Transfer" (ACM MM 2017), eq. 4: squared differences of the
 * Laplacians of pooled pictures. We take the mean where they take the sum, and measure it by the mean square of the
 * content's own, so that a weight means the same for any picture. They pool by 4, or by 4 and 16: give the term twice.
 */
export const LAPLACIAN = term({
  help: 'edges and fine shapes of the content stay, whatever strokes are laid on them',
  source: 'Li, Xu, Nie & Liu, ACM Multimedia 2017',
  side: 'content',
  media: ['pictures'],
  parameters: {
    pool: integerParameter(4, 1, 64, 'pixels that are averaged first: the size of what is kept'),
  },
  layers: () => [PIXELS],
  measure: edges,
  loss: (seen, goal, p) => {
    const { edges: actual } = edges(seen, p);
    return innerMean(seen, tf.squaredDifference(actual!, goal.edges!) as Tensor4D, p.pool);
  },
  range: (goal) => tf.mean(tf.square(goal.edges!), [1, 2, 3]),
  tiles: {
    kind: 'summed',
    stepPx: ({ pool }) => pool,
    reachPx: ({ pool }) => 2 * pool,
    scale: (seen, p) => ({ energy: innerMean(seen, tf.square(edges(seen, p).edges!) as Tensor4D, p.pool) }),
    range: ({ energy }) => energy!,
  },
});
