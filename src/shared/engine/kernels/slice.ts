import type { Recorder } from '../recorder.js';
import { stridedRanges } from '../stridedSlice.js';
import {
  type ReverseAttrs,
  type SliceAttrs,
  type SplitVAttrs,
  type StridedSliceAttrs,
  type Tensor,
  type TensorInfo,
  tf,
  type UnpackAttrs,
} from '../tf.js';
import { axesOf, input, registerKernel } from './kernel.js';
import { reshape } from './reshape.js';

/** First element, end (exclusive) and step of a slice, along each logical axis. */
export interface Range {
  readonly begin: number;
  readonly end: number;
  readonly step: number;
}

/** The smallest int64 stands for "past the first element" when a slice runs backwards. */
export const BEFORE_START = -(2 ** 62);

/** @param ranges of each logical axis @param shape of what they leave */
export function slice(
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
  const { begin, end, strides, dense, finalShape } = stridedRanges(x.shape, attributes);
  const ranges = begin.map((first, i) => ({ begin: first, end: end[i]!, step: strides[i]! }));
  return reshape(slice(x, ranges, dense, recorder), finalShape, recorder);
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

/** Parts of tensors, forwards and backwards. */
export function registerSlicing(): void {
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
