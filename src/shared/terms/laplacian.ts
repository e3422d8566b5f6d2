import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { integerParameter } from '../parameters/parameter.js';
import { weightedError } from './content.js';
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

/** Weights of the inner positions, [1, h w], of the pooled picture. */
function innerWeights(seen: Seen, pool: number): Tensor | undefined {
  const [, height, width] = seen.layer(PIXELS).shape;
  const [rows, columns] = [Math.floor(height / pool), Math.floor(width / pool)];
  const weights = seen.weights(rows, columns);
  if (!weights) return undefined;
  const inside = tf.slice(
    tf.reshape(weights as Tensor2D, [1, rows, columns]),
    [0, 1, 1],
    [1, rows - 2, columns - 2],
  );
  return tf.reshape(inside, [1, (rows - 2) * (columns - 2)]);
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
    const weights = hasInside(seen.layer(PIXELS), p.pool) ? innerWeights(seen, p.pool) : undefined;
    return weightedError(actual as Tensor4D, goal.edges!, weights);
  },
  range: (goal) => tf.mean(tf.square(goal.edges!), [1, 2, 3]),
});
