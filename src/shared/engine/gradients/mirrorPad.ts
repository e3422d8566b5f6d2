import { type MirrorPadAttrs, type Tensor, tf } from '../tf.js';
import { registerGradient } from './gradient.js';

/** tfjs drops what falls on the mirrored border; here it is folded back to where it came from. */
export function registerMirrorPadGradient(): void {
  registerGradient<MirrorPadAttrs>('MirrorPad', { inputsToSave: ['x'] }, (dy, saved, { paddings, mode }) => {
    const [x] = saved as [Tensor];
    const skip = mode === 'reflect' ? 1 : 0;
    return {
      x: () =>
        paddings.reduce(
          (gradient, [before, after], axis) =>
            foldBorder(gradient, axis, { before, after, length: x.shape[axis]!, skip }),
          dy,
        ),
    };
  });
}

/** How one axis was padded. */
interface Border {
  readonly before: number;
  readonly after: number;
  /** Of the axis without its border. */
  readonly length: number;
  /** Elements at the edge that are not repeated. */
  readonly skip: number;
}

function foldBorder(dy: Tensor, axis: number, { before, after, length, skip }: Border): Tensor {
  const cut = (begin: number, count: number) =>
    tf.slice(
      dy,
      dy.shape.map((_, i) => (i === axis ? begin : 0)),
      dy.shape.map((dim, i) => (i === axis ? count : dim)),
    );
  const padTo = (x: Tensor, begin: number) => {
    const end = length - begin - x.shape[axis]!;
    return tf.pad(
      x,
      x.shape.map((_, i): [number, number] => (i === axis ? [begin, end] : [0, 0])),
    );
  };
  let folded = cut(before, length);
  if (before > 0) folded = tf.add(folded, padTo(tf.reverse(cut(0, before), axis), skip));
  if (after > 0) {
    folded = tf.add(folded, padTo(tf.reverse(cut(before + length, after), axis), length - skip - after));
  }
  return folded;
}
