import { channelsFirstAxes, identityAxes, sameAxes, toStored } from '../layout.js';
import type { Recorder } from '../recorder.js';
import {
  type BroadCastToAttrs,
  type ConcatAttrs,
  type ExpandDimsAttrs,
  type MirrorPadAttrs,
  type PackAttrs,
  type PadV2Attrs,
  type ReshapeAttrs,
  type ReverseAttrs,
  type SliceAttrs,
  type SplitVAttrs,
  type StridedSliceAttrs,
  type Tensor,
  type TensorInfo,
  type TileAttrs,
  type TransposeAttrs,
  tf,
  type UnpackAttrs,
} from '../tf.js';
import { axesOf, input, registerKernel } from './kernel.js';

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

function reshape(x: TensorInfo, shape: readonly number[], recorder: Recorder): TensorInfo {
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

function scalarOf(x: TensorInfo, recorder: Recorder): string {
  const { graph } = recorder;
  return graph.node('Reshape', [recorder.stored(x), graph.constant(new BigInt64Array(0), [0])]);
}

/** First element, end (exclusive) and step of a slice, along each logical axis. */
interface Range {
  readonly begin: number;
  readonly end: number;
  readonly step: number;
}

/** The smallest int64 stands for "past the first element" when a slice runs backwards. */
const BEFORE_START = -(2 ** 62);

function slice(
  x: TensorInfo,
  ranges: readonly Range[],
  shape: readonly number[],
  recorder: Recorder,
): TensorInfo {
  const { axes } = recorder.recorded(x);
  const used = ranges
    .map((range, axis) => ({ ...range, axis }))
    .filter(({ begin, end, step, axis }) => begin !== 0 || step !== 1 || end !== x.shape[axis]);
  if (used.length === 0) return recorder.alias(recorder.recorded(x), shape, x.dtype);
  const { graph } = recorder;
  const name = graph.node('Slice', [
    recorder.full(x, axes),
    graph.integers(used.map(({ begin }) => begin)),
    graph.integers(used.map(({ end, step }) => (step < 0 && end < 0 ? BEFORE_START : end))),
    graph.integers(used.map(({ axis }) => axes[axis]!)),
    graph.integers(used.map(({ step }) => step)),
  ]);
  return recorder.output(name, shape, x.dtype, axes);
}

function stridedSlice(x: TensorInfo, attributes: StridedSliceAttrs, recorder: Recorder): TensorInfo {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
  const info = tf.sliceInfo(
    x.shape,
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  const ranges = info.begin.map((first, i) => ({
    begin: first,
    end: info.end[i]!,
    step: info.strides[i]!,
  }));
  const dense = tf.computeOutShape(info.begin, info.end, info.strides);
  const sliced = slice(x, ranges, dense, recorder);
  return reshape(sliced, info.finalShape, recorder);
}

function pad(
  x: TensorInfo,
  paddings: ReadonlyArray<readonly [number, number]>,
  mode: Record<string, string>,
  extra: readonly string[],
  recorder: Recorder,
): TensorInfo {
  const { axes } = recorder.recorded(x);
  const stored = toStored(paddings, axes);
  const name = recorder.graph.node(
    'Pad',
    [
      recorder.full(x, axes),
      recorder.graph.integers([...stored.map(([before]) => before), ...stored.map(([, after]) => after)]),
      ...extra,
    ],
    mode,
  );
  const shape = x.shape.map((dim, i) => dim + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
  return recorder.output(name, shape, x.dtype, axes);
}

/** ONNX has no symmetric padding before opset 18: the border is concatenated, reversed, along each axis. */
function symmetricPad(
  x: TensorInfo,
  paddings: ReadonlyArray<readonly [number, number]>,
  recorder: Recorder,
): TensorInfo {
  return paddings.reduce((padded, [before, after], axis) => {
    const length = padded.shape[axis]!;
    const border = (begin: number, end: number): TensorInfo[] => {
      if (begin === end) return [];
      const ranges = padded.shape.map((dim, i) =>
        i === axis ? { begin: end - 1, end: begin - 1, step: -1 } : { begin: 0, end: dim, step: 1 },
      );
      const shape = padded.shape.map((dim, i) => (i === axis ? end - begin : dim));
      return [slice(padded, ranges, shape, recorder)];
    };
    const parts = [...border(0, before), padded, ...border(length - after, length)];
    return parts.length > 1 ? concat(parts, axis, recorder) : padded;
  }, x);
}

function concat(tensors: readonly TensorInfo[], axis: number, recorder: Recorder): TensorInfo {
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

function split(x: TensorInfo, attributes: SplitVAttrs, recorder: Recorder): TensorInfo[] {
  const [axis = 0] = axesOf(attributes.axis, x.shape.length);
  const sizes = tf.prepareSplitSize(x as Tensor, attributes.numOrSizeSplits, axis);
  let begin = 0;
  return sizes.map((size) => {
    const end = begin + size;
    const ranges = x.shape.map((dim, i) =>
      i === axis ? { begin, end, step: 1 } : { begin: 0, end: dim, step: 1 },
    );
    const shape = x.shape.map((dim, i) => (i === axis ? size : dim));
    begin = end;
    return slice(x, ranges, shape, recorder);
  });
}

function reverse(x: TensorInfo, dims: number | number[], recorder: Recorder): TensorInfo {
  const reversed = axesOf(dims, x.shape.length);
  const ranges = x.shape.map((dim, i) =>
    reversed.includes(i) ? { begin: dim - 1, end: -1, step: -1 } : { begin: 0, end: dim, step: 1 },
  );
  return slice(x, ranges, x.shape, recorder);
}

function registerReshaping(): void {
  registerKernel<ReshapeAttrs>('Reshape', (inputs, { shape }, recorder) => {
    const x = input(inputs, 'x');
    return reshape(x, tf.inferFromImplicitShape(shape, tf.sizeFromShape(x.shape)), recorder);
  });
  registerKernel<ExpandDimsAttrs>('ExpandDims', (inputs, { dim }, recorder) => {
    const x = input(inputs, 'input');
    const axis = dim < 0 ? x.shape.length + 1 + dim : dim;
    return reshape(x, [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis)], recorder);
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

function registerSlicing(): void {
  registerKernel<SliceAttrs>('Slice', (inputs, { begin, size }, recorder) => {
    const x = input(inputs, 'x');
    const [first = [], shape = []] = tf.parseSliceParams(x as Tensor, begin, size);
    const ranges = first.map((start, i) => ({ begin: start, end: start + shape[i]!, step: 1 }));
    return slice(x, ranges, shape, recorder);
  });
  registerKernel<StridedSliceAttrs>('StridedSlice', (inputs, attributes, recorder) =>
    stridedSlice(input(inputs, 'x'), attributes, recorder),
  );
  registerKernel<ReverseAttrs>('Reverse', (inputs, { dims }, recorder) =>
    reverse(input(inputs, 'x'), dims, recorder),
  );
  registerKernel<SplitVAttrs>('SplitV', (inputs, attributes, recorder) =>
    split(input(inputs, 'x'), attributes, recorder),
  );
  registerKernel<UnpackAttrs>('Unpack', (inputs, attributes, recorder) => {
    const x = input(inputs, 'value');
    const [axis = 0] = axesOf(attributes.axis, x.shape.length);
    const shape = x.shape.filter((_, i) => i !== axis);
    const parts = split(x, { numOrSizeSplits: x.shape[axis]!, axis }, recorder);
    return parts.map((part) => reshape(part, shape, recorder));
  });
}

function registerJoining(): void {
  registerKernel<ConcatAttrs>('Concat', (inputs, attributes, recorder) => {
    const tensors = Object.values(inputs).filter((tensor) => tf.sizeFromShape(tensor.shape) > 0);
    const [axis = 0] = axesOf(attributes.axis, tensors[0]!.shape.length);
    return concat(tensors, axis, recorder);
  });
  registerKernel<PackAttrs>('Pack', (inputs, attributes, recorder) => {
    const tensors = Object.values(inputs);
    const rank = tensors[0]!.shape.length + 1;
    const [axis = 0] = axesOf(attributes.axis, rank);
    const lengthened = tensors.map((x) =>
      reshape(x, [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis)], recorder),
    );
    return concat(lengthened, axis, recorder);
  });
  registerKernel<PadV2Attrs>('PadV2', (inputs, { paddings, constantValue }, recorder) =>
    pad(input(inputs, 'x'), paddings, {}, [recorder.graph.scalar(constantValue)], recorder),
  );
  registerKernel<MirrorPadAttrs>('MirrorPad', (inputs, { paddings, mode }, recorder) => {
    const x = input(inputs, 'x');
    return mode === 'reflect'
      ? pad(x, paddings, { mode: 'reflect' }, [], recorder)
      : symmetricPad(x, paddings, recorder);
  });
}

/** Everything that moves elements about without changing them. */
export function registerShape(): void {
  registerReshaping();
  registerSlicing();
  registerJoining();
}
