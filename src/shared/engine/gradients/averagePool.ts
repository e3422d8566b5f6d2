import {
  type AvgPoolAttrs,
  type Conv2DInfo,
  type NamedAttrMap,
  type Tensor,
  type Tensor4D,
  tf,
} from '../tf.js';
import { pair, registerGradient } from './gradient.js';

/**
 * tfjs averages border windows over the elements that they have, but spreads their gradient over the whole
 * window: rescale it first.
 */
export function registerAveragePoolGradient(): void {
  registerGradient<AvgPoolAttrs>('AvgPool', { inputsToSave: ['x'] }, (dy, saved, attributes) => {
    const [x] = saved as [Tensor4D];
    const { filterSize, strides, pad } = attributes;
    const shape = x.shape;
    const info = tf.computePool2DInfo(shape, pair(filterSize), pair(strides), 1, pad, 'floor');
    const run = (gradient: Tensor): Tensor =>
      tf.engine().runKernel('AvgPoolGrad', { dy: gradient, input: x }, {
        filterSize,
        strides,
        pad,
      } as unknown as NamedAttrMap);
    return { x: () => run(tf.mul(dy, tf.tensor4d(borderGain(info), [1, info.outHeight, info.outWidth, 1]))) };
  });
}

/** Window size over the number of real elements in it, for each output position. */
function borderGain(info: Conv2DInfo): Float32Array {
  const counts = (out: number, stride: number, filter: number, before: number, length: number) =>
    Array.from({ length: out }, (_, i) => {
      const begin = i * stride - before;
      return Math.min(begin + filter, length) - Math.max(begin, 0);
    });
  const rows = counts(info.outHeight, info.strideHeight, info.filterHeight, info.padInfo.top, info.inHeight);
  const columns = counts(info.outWidth, info.strideWidth, info.filterWidth, info.padInfo.left, info.inWidth);
  const window = info.filterHeight * info.filterWidth;
  return Float32Array.from(rows.flatMap((r) => columns.map((c) => window / (r * c))));
}
