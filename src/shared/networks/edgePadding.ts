import { type Tensor4D, tf } from '../engine/tf.js';

/** What a 3x3 convolution sees one pixel outside of the picture. */
export type EdgePadding = 'zero' | 'reflect' | 'replicate';

/**
 * One more row and column on every side: `reflect` mirrors at the edge pixel (`b | a b c | b`; `a` where there
 * is only one), `replicate` repeats it (`a | a b c | c`).
 *
 * Not written as `tf.mirrorPad`, whose gradient in tfjs 4.22 leaves out what flows through the border.
 */
export function padEdges(x: Tensor4D, mode: Exclude<EdgePadding, 'zero'>): Tensor4D {
  return padAxis(padAxis(x, 1, mode), 2, mode);
}

function padAxis(x: Tensor4D, axis: 1 | 2, mode: Exclude<EdgePadding, 'zero'>): Tensor4D {
  const last = x.shape[axis] - 1;
  const inset = mode === 'reflect' ? Math.min(1, last) : 0;
  return tf.concat([lineOf(x, axis, inset), x, lineOf(x, axis, last - inset)], axis);
}

/** One row (axis 1) or column (axis 2), the axis kept. */
function lineOf(x: Tensor4D, axis: 1 | 2, index: number): Tensor4D {
  const begin: [number, number, number, number] = [0, 0, 0, 0];
  const size: [number, number, number, number] = [...x.shape];
  begin[axis] = index;
  size[axis] = 1;
  return tf.slice(x, begin, size);
}
