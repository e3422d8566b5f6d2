import { channelsFirstAxes, identityAxes, sameAxes, toStored } from '../layout.js';
import type { Recorder } from '../recorder.js';
import {
  type BroadCastToAttrs,
  type ExpandDimsAttrs,
  type ReshapeAttrs,
  type TensorInfo,
  type TileAttrs,
  type TransposeAttrs,
  tf,
} from '../tf.js';
import { input, registerKernel } from './kernel.js';

/**
 * Whether a value that is stored channels first can be reshaped without being reordered: the channels stay the
 * last axis, and so does the batch ([1, h, w, c], [1, h w, c] and [h w, c] turn into one another).
 */
function keepsChannelsFirst(from: readonly number[], to: readonly number[]): boolean {
  const batch = (shape: readonly number[]) => (shape.length === 2 ? 1 : shape[0]);
  return (
    [from, to].every((shape) => shape.length >= 2 && shape.length <= 4) &&
    from.at(-1) === to.at(-1) &&
    batch(from) === batch(to)
  );
}

/** The same elements in another shape. */
export function reshape(x: TensorInfo, shape: readonly number[], recorder: Recorder): TensorInfo {
  const value = recorder.recorded(x);
  const { axes, dims, constant } = value;
  if (dims.every((dim) => dim === 1)) {
    // One repeated number has any shape; drop its unit dimensions, which may be more than the new rank.
    const scalar = dims.length === 0 ? value : { name: scalarOf(x, recorder), axes, dims: [] };
    return recorder.alias(scalar, shape, x.dtype, identityAxes(shape.length));
  }
  if (constant && sameAxes(axes, identityAxes(axes.length)) && dims.length === x.shape.length) {
    const isFull = dims.every((dim, i) => dim === x.shape[i]);
    if (isFull) {
      return recorder.alias(
        { name: undefined, constant, axes: identityAxes(shape.length), dims: [...shape] },
        shape,
        x.dtype,
      );
    }
  }
  const first = channelsFirstAxes(x.shape.length);
  const moved = x.shape.length >= 2 && !sameAxes(first, identityAxes(first.length)) && sameAxes(axes, first);
  const stays = moved && keepsChannelsFirst(x.shape, shape);
  const target = stays ? channelsFirstAxes(shape.length) : identityAxes(shape.length);
  const name = recorder.full(x, stays ? axes : identityAxes(x.shape.length));
  const stored = toStored(shape, target);
  return recorder.output(
    recorder.graph.node('Reshape', [name, recorder.graph.integers(stored)]),
    shape,
    x.dtype,
    target,
  );
}

/** An axis of one, put in before `axis`. */
export function withAxis(x: TensorInfo, axis: number, recorder: Recorder): TensorInfo {
  return reshape(x, [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis)], recorder);
}

function scalarOf(x: TensorInfo, recorder: Recorder): string {
  const { graph } = recorder;
  return graph.node('Reshape', [recorder.stored(x), graph.constant(new BigInt64Array(0), [0])]);
}

/** Everything that leaves elements as they are and changes the shape around them. */
export function registerReshaping(): void {
  registerKernel<ReshapeAttrs>('Reshape', (inputs, { shape }, recorder) => {
    const x = input(inputs, 'x');
    return reshape(x, tf.inferFromImplicitShape(shape, tf.sizeFromShape(x.shape)), recorder);
  });
  registerKernel<ExpandDimsAttrs>('ExpandDims', (inputs, { dim }, recorder) => {
    const x = input(inputs, 'input');
    const axis = dim < 0 ? x.shape.length + 1 + dim : dim;
    return withAxis(x, axis, recorder);
  });
  registerKernel<TransposeAttrs>('Transpose', (inputs, { perm }, recorder) => {
    const x = input(inputs, 'x');
    const value = recorder.recorded(x);
    const shape = perm.map((axis) => x.shape[axis]!);
    return recorder.alias(
      value,
      shape,
      x.dtype,
      perm.map((axis) => value.axes[axis]!),
    );
  });
  registerKernel<BroadCastToAttrs>('BroadcastTo', (inputs, { shape }, recorder) => {
    const x = input(inputs, 'x');
    const lengthened = reshape(
      x,
      [...Array<number>(shape.length - x.shape.length).fill(1), ...x.shape],
      recorder,
    );
    return recorder.alias(recorder.recorded(lengthened), shape, x.dtype);
  });
  registerKernel<TileAttrs>('Tile', (inputs, { reps }, recorder) => {
    const x = input(inputs, 'x');
    const { axes } = recorder.recorded(x);
    const repeats = recorder.graph.integers(toStored(reps, axes));
    const name = recorder.graph.node('Tile', [recorder.full(x, axes), repeats]);
    return recorder.output(
      name,
      x.shape.map((dim, i) => dim * (reps[i] ?? 1)),
      x.dtype,
      axes,
    );
  });
}
