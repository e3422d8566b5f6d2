import { identityAxes, sameAxes } from '../layout.js';
import type { Recorder } from '../recorder.js';
import { type ConcatAttrs, type PackAttrs, type TensorInfo, tf } from '../tf.js';
import { axesOf, registerKernel } from './kernel.js';
import { withAxis } from './reshape.js';

/** Tensors one after the other along an axis. */
export function concat(tensors: readonly TensorInfo[], axis: number, recorder: Recorder): TensorInfo {
  const [first] = tensors as [TensorInfo];
  const moved = tensors.find((tensor) => {
    const { axes } = recorder.recorded(tensor);
    return !sameAxes(axes, identityAxes(axes.length));
  });
  const { axes } = recorder.recorded(moved ?? first);
  const name = recorder.graph.node(
    'Concat',
    tensors.map((tensor) => recorder.full(tensor, axes)),
    { axis: axes[axis]! },
  );
  const length = tensors.reduce((sum, tensor) => sum + tensor.shape[axis]!, 0);
  const shape = first.shape.map((dim, i) => (i === axis ? length : dim));
  return recorder.output(name, shape, first.dtype, axes);
}

/** Tensors put together. */
export function registerJoining(): void {
  registerKernel<ConcatAttrs>('Concat', (inputs, attributes, recorder) => {
    const tensors = Object.values(inputs).filter((tensor) => tf.sizeFromShape(tensor.shape) > 0);
    const [axis = 0] = axesOf(attributes.axis, tensors[0]!.shape.length);
    return concat(tensors, axis, recorder);
  });
  registerKernel<PackAttrs>('Pack', (inputs, attributes, recorder) => {
    const tensors = Object.values(inputs);
    const rank = tensors[0]!.shape.length + 1;
    const [axis = 0] = axesOf(attributes.axis, rank);
    return concat(
      tensors.map((x) => withAxis(x, axis, recorder)),
      axis,
      recorder,
    );
  });
}
