import type { Recorder } from '../recorder.js';
import type { Conv2DInfo, TensorInfo } from '../tf.js';
import { NCHW } from './convolutionGeometry.js';

/** The inputs that one filter tap saw, [n, c, outHeight, outWidth], cut from the padded input. */
function tapInput(padded: string, y: number, x: number, info: Conv2DInfo, { graph }: Recorder): string {
  const end = (start: number, out: number, stride: number) => start + (out - 1) * stride + 1;
  return graph.node('Slice', [
    padded,
    graph.integers([y, x]),
    graph.integers([end(y, info.outHeight, info.strideHeight), end(x, info.outWidth, info.strideWidth)]),
    graph.integers([2, 3]),
    graph.integers([info.strideHeight, info.strideWidth]),
  ]);
}

function paddedInput(x: TensorInfo, info: Conv2DInfo, recorder: Recorder): string {
  const { top, bottom, left, right } = info.padInfo;
  const pads = [0, 0, top, left, 0, 0, bottom, right];
  const name = recorder.full(x, NCHW);
  if (pads.every((pad) => pad === 0)) return name;
  return recorder.graph.node('Pad', [name, recorder.graph.integers(pads), recorder.graph.scalar(0)]);
}

/** One result per filter tap, joined to [filterHeight, filterWidth, ...tapShape]. */
function perTap(
  x: TensorInfo,
  info: Conv2DInfo,
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
export function filterGradient(
  x: TensorInfo,
  dy: TensorInfo,
  info: Conv2DInfo,
  recorder: Recorder,
): TensorInfo {
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

/** The same for a filter that sees each channel by itself. */
export function depthwiseFilterGradient(
  x: TensorInfo,
  dy: TensorInfo,
  info: Conv2DInfo,
  recorder: Recorder,
): TensorInfo {
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
