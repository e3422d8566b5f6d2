import { channelsFirstAxes } from '../layout.js';
import type { Recorder } from '../recorder.js';
import {
  type Conv2DAttrs,
  type Conv2DBackpropFilterAttrs,
  type Conv2DBackpropInputAttrs,
  type Conv2DInfo,
  type DepthwiseConv2dNativeAttrs,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  type DepthwiseConv2dNativeBackpropInputAttrs,
  type TensorInfo,
  tf,
} from '../tf.js';
import { input, pair, registerKernel } from './kernel.js';

type Info = Conv2DInfo;
type Padding = Conv2DAttrs['pad'];
type Shape4 = [number, number, number, number];

const NCHW = channelsFirstAxes(4);
/** Filters [h, w, in, out] are stored as ONNX wants them, [out, in, h, w]; and with the channels' parts swapped. */
const OIHW = [2, 3, 1, 0] as const;
const IOHW = [2, 3, 0, 1] as const;

function geometry(
  inputShape: number[],
  filterShape: number[],
  strides: number | [number, number],
  pad: Padding,
  dilations: number | [number, number],
  depthwise: boolean,
): Info {
  return tf.computeConv2DInfo(
    inputShape as Shape4,
    filterShape as Shape4,
    pair(strides),
    pair(dilations),
    pad,
    'floor',
    depthwise,
  );
}

const window = (info: Info) => ({
  kernel_shape: [info.filterHeight, info.filterWidth],
  strides: [info.strideHeight, info.strideWidth],
  dilations: [info.dilationHeight, info.dilationWidth],
  pads: [info.padInfo.top, info.padInfo.left, info.padInfo.bottom, info.padInfo.right],
});

const channelsFirst = (name: string, shape: readonly number[], recorder: Recorder) =>
  recorder.output(name, shape, 'float32', NCHW);

// Stands for "past the first element" where a slice runs backwards.
const BEFORE_START = -(2 ** 62);

/** A filter in the stored order [in, out, h, w], turned by 180 degrees. */
function turnedFilter(filter: TensorInfo, recorder: Recorder): string {
  const { graph } = recorder;
  const stored = recorder.full(filter, IOHW);
  if (filter.shape[0] === 1 && filter.shape[1] === 1) return stored;
  const [begin, end, axes, steps] = [
    [-1, -1],
    [BEFORE_START, BEFORE_START],
    [2, 3],
    [-1, -1],
  ];
  return graph.node('Slice', [stored, ...[begin, end, axes, steps].map((values) => graph.integers(values))]);
}

function convolution(x: TensorInfo, filter: TensorInfo, info: Info, recorder: Recorder): TensorInfo {
  const inputs = [recorder.full(x, NCHW), recorder.full(filter, OIHW)];
  return channelsFirst(recorder.graph.node('Conv', inputs, window(info)), info.outShape, recorder);
}

/** What a transposed convolution must add at the bottom and right to give the input's size back. */
function outputPadding(info: Info): [number, number] {
  const leftOver = (size: number, out: number, stride: number, filter: number, pads: number) =>
    size - ((out - 1) * stride + filter - pads);
  const { padInfo } = info;
  return [
    leftOver(
      info.inHeight,
      info.outHeight,
      info.strideHeight,
      info.effectiveFilterHeight,
      padInfo.top + padInfo.bottom,
    ),
    leftOver(
      info.inWidth,
      info.outWidth,
      info.strideWidth,
      info.effectiveFilterWidth,
      padInfo.left + padInfo.right,
    ),
  ];
}

/**
 * Gradient of a convolution for its input. At stride 1 it is a convolution with the turned filter, whose
 * kernel in ONNX Runtime is the fast one; else a transposed convolution.
 */
function inputGradient(dy: TensorInfo, filter: TensorInfo, info: Info, recorder: Recorder): TensorInfo {
  const { graph } = recorder;
  const { padInfo: p, filterHeight, filterWidth } = info;
  const pads = [
    filterHeight - 1 - p.top,
    filterWidth - 1 - p.left,
    filterHeight - 1 - p.bottom,
    filterWidth - 1 - p.right,
  ];
  const isPlain = info.strideHeight === 1 && info.strideWidth === 1 && pads.every((pad) => pad >= 0);
  const gradient = recorder.full(dy, NCHW);
  if (isPlain) {
    const name = graph.node('Conv', [gradient, turnedFilter(filter, recorder)], {
      kernel_shape: [filterHeight, filterWidth],
      pads,
    });
    return channelsFirst(name, info.inShape, recorder);
  }
  const name = graph.node('ConvTranspose', [gradient, recorder.full(filter, OIHW)], {
    ...window(info),
    output_padding: outputPadding(info),
  });
  return channelsFirst(name, info.inShape, recorder);
}

/** The inputs that one filter tap saw, [n, c, outHeight, outWidth], cut from the padded input. */
function tapInput(padded: string, y: number, x: number, info: Info, { graph }: Recorder): string {
  const end = (start: number, out: number, stride: number) => start + (out - 1) * stride + 1;
  return graph.node('Slice', [
    padded,
    graph.integers([y, x]),
    graph.integers([end(y, info.outHeight, info.strideHeight), end(x, info.outWidth, info.strideWidth)]),
    graph.integers([2, 3]),
    graph.integers([info.strideHeight, info.strideWidth]),
  ]);
}

function paddedInput(x: TensorInfo, info: Info, recorder: Recorder): string {
  const { top, bottom, left, right } = info.padInfo;
  const pads = [0, 0, top, left, 0, 0, bottom, right];
  const name = recorder.full(x, NCHW);
  if (pads.every((pad) => pad === 0)) return name;
  return recorder.graph.node('Pad', [name, recorder.graph.integers(pads), recorder.graph.scalar(0)]);
}

/** One result per filter tap, joined to [filterHeight, filterWidth, ...rest]. */
function perTap(
  x: TensorInfo,
  info: Info,
  recorder: Recorder,
  tapShape: number[],
  tap: (seen: string) => string,
): string {
  const { graph } = recorder;
  const padded = paddedInput(x, info, recorder);
  const taps: string[] = [];
  for (let row = 0; row < info.filterHeight; row++) {
    for (let column = 0; column < info.filterWidth; column++) {
      taps.push(tap(tapInput(padded, row, column, info, recorder)));
    }
  }
  const joined = taps.length > 1 ? graph.node('Concat', taps, { axis: 0 }) : taps[0]!;
  return graph.node('Reshape', [joined, graph.integers([info.filterHeight, info.filterWidth, ...tapShape])]);
}

/** Gradient of a convolution for its filter: for each tap one product of inputs with output gradients. */
function filterGradient(x: TensorInfo, dy: TensorInfo, info: Info, recorder: Recorder): TensorInfo {
  const { graph } = recorder;
  const { batchSize, inChannels, outChannels } = info;
  const positions = info.outHeight * info.outWidth;
  const flat = (name: string, channels: number) =>
    graph.node('Reshape', [name, graph.integers([batchSize, channels, positions])]);
  const gradient = graph.node('Transpose', [flat(recorder.full(dy, NCHW), outChannels)], { perm: [0, 2, 1] });
  const name = perTap(x, info, recorder, [inChannels, outChannels], (seen) => {
    const product = graph.node('MatMul', [flat(seen, inChannels), gradient]);
    return graph.node('ReduceSum', [product, graph.integers([0])], { keepdims: 1 });
  });
  return recorder.output(name, info.filterShape, 'float32');
}

/** A depthwise filter [h, w, c, m] as ONNX wants it for c groups: [c m, 1, h, w]. */
function groupedFilter(filter: TensorInfo, recorder: Recorder): string {
  const [height, width, channels, multiplier] = filter.shape as Shape4;
  const { graph } = recorder;
  return graph.node('Reshape', [
    recorder.full(filter, IOHW),
    graph.integers([channels * multiplier, 1, height, width]),
  ]);
}

function depthwiseFilterGradient(x: TensorInfo, dy: TensorInfo, info: Info, recorder: Recorder): TensorInfo {
  const { graph } = recorder;
  const multiplier = info.outChannels / info.inChannels;
  const gradient = graph.node('Reshape', [
    recorder.full(dy, NCHW),
    graph.integers([info.batchSize, info.inChannels, multiplier, info.outHeight, info.outWidth]),
  ]);
  const name = perTap(x, info, recorder, [info.inChannels, multiplier], (seen) => {
    const spread = graph.node('Unsqueeze', [seen, graph.integers([2])]);
    const product = graph.node('Mul', [spread, gradient]);
    const sum = graph.node('ReduceSum', [product, graph.integers([0, 3, 4])], { keepdims: 0 });
    return graph.node('Unsqueeze', [sum, graph.integers([0])]);
  });
  return recorder.output(name, info.filterShape, 'float32');
}

function registerDense(): void {
  registerKernel<Conv2DAttrs>('Conv2D', (inputs, { strides, pad, dilations }, recorder) => {
    const [x, filter] = [input(inputs, 'x'), input(inputs, 'filter')];
    return convolution(x, filter, geometry(x.shape, filter.shape, strides, pad, dilations, false), recorder);
  });
  registerKernel<Conv2DBackpropInputAttrs>(
    'Conv2DBackpropInput',
    (inputs, { strides, pad, inputShape }, recorder) => {
      const [dy, filter] = [input(inputs, 'dy'), input(inputs, 'filter')];
      return inputGradient(dy, filter, geometry(inputShape, filter.shape, strides, pad, 1, false), recorder);
    },
  );
  registerKernel<Conv2DBackpropFilterAttrs>(
    'Conv2DBackpropFilter',
    (inputs, { strides, pad, filterShape }, recorder) => {
      const [x, dy] = [input(inputs, 'x'), input(inputs, 'dy')];
      return filterGradient(x, dy, geometry(x.shape, filterShape, strides, pad, 1, false), recorder);
    },
  );
}

function registerDepthwise(): void {
  registerKernel<DepthwiseConv2dNativeAttrs>(
    'DepthwiseConv2dNative',
    (inputs, { strides, pad, dilations }, recorder) => {
      const [x, filter] = [input(inputs, 'x'), input(inputs, 'filter')];
      const info = geometry(x.shape, filter.shape, strides, pad, dilations, true);
      const name = recorder.graph.node('Conv', [recorder.full(x, NCHW), groupedFilter(filter, recorder)], {
        ...window(info),
        group: info.inChannels,
      });
      return channelsFirst(name, info.outShape, recorder);
    },
  );
  registerKernel<DepthwiseConv2dNativeBackpropInputAttrs>(
    'DepthwiseConv2dNativeBackpropInput',
    (inputs, { strides, pad, dilations, inputShape }, recorder) => {
      const [dy, filter] = [input(inputs, 'dy'), input(inputs, 'filter')];
      const info = geometry(inputShape, filter.shape, strides, pad, dilations, true);
      const operands = [recorder.full(dy, NCHW), groupedFilter(filter, recorder)];
      const name = recorder.graph.node('ConvTranspose', operands, {
        ...window(info),
        group: info.inChannels,
        output_padding: outputPadding(info),
      });
      return channelsFirst(name, info.inShape, recorder);
    },
  );
  registerKernel<DepthwiseConv2dNativeBackpropFilterAttrs>(
    'DepthwiseConv2dNativeBackpropFilter',
    (inputs, { strides, pad, filterShape }, recorder) => {
      const [x, dy] = [input(inputs, 'x'), input(inputs, 'dy')];
      return depthwiseFilterGradient(x, dy, geometry(x.shape, filterShape, strides, pad, 1, true), recorder);
    },
  );
}

/** Convolutions, dense and depthwise, with the gradients for input and filter. */
export function registerConvolution(): void {
  registerDense();
  registerDepthwise();
}
