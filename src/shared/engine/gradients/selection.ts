import { stridedRanges } from '../stridedSlice.js';
import { type StridedSliceAttrs, type Tensor, type Tensor1D, type TopKAttrs, tf } from '../tf.js';
import { interleaveZeros, registerGradient } from './gradient.js';

function stridedSliceGradient(dy: Tensor, shape: number[], attributes: StridedSliceAttrs): Tensor {
  const { begin, strides, dense } = stridedRanges(shape, attributes);
  return begin.reduce(
    (gradient, first, axis) => {
      const stride = strides[axis]!;
      const forward = stride < 0 ? tf.reverse(gradient, axis) : gradient;
      const spread = interleaveZeros(forward, axis, Math.abs(stride));
      const count = dense[axis]!;
      const lowest = stride < 0 ? first + (count - 1) * stride : first;
      const after = shape[axis]! - lowest - spread.shape[axis]!;
      return tf.pad(
        spread,
        spread.shape.map((_, i): [number, number] => (i === axis ? [lowest, after] : [0, 0])),
      );
    },
    tf.reshape(dy, dense),
  );
}

function topKGradient(dy: Tensor, indices: Tensor, shape: number[]): Tensor {
  const length = shape.at(-1)!;
  const k = indices.shape.at(-1)!;
  const rows = tf.sizeFromShape(shape) / length;
  const rowStart = tf.tensor2d(
    Int32Array.from({ length: rows }, (_, i) => i * length),
    [rows, 1],
    'int32',
  );
  const flat = tf.reshape(tf.add(tf.reshape(indices, [rows, k]), rowStart), [rows * k]);
  const sums = tf.unsortedSegmentSum(tf.reshape(dy, [rows * k]), flat as Tensor1D, rows * length);
  return tf.reshape(sums, shape);
}

/** Strided slices and the largest k, which tfjs has no gradient for. */
export function registerSelectionGradients(): void {
  registerGradient<StridedSliceAttrs>('StridedSlice', { inputsToSave: ['x'] }, (dy, saved, attributes) => {
    const [x] = saved as [Tensor];
    return { x: () => stridedSliceGradient(dy, x.shape, attributes) };
  });
  registerGradient<TopKAttrs>('TopK', { inputsToSave: ['x'], outputsToSave: [false, true] }, (dy, saved) => {
    const [x, indices] = saved as [Tensor, Tensor];
    return { x: () => topKGradient(dy, indices, x.shape) };
  });
}
