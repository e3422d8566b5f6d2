import type { Recorder } from '../recorder.js';
import type {
  Conv2DAttrs,
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
  Conv2DInfo,
  TensorInfo,
} from '../tf.js';
import { channelsFirst, convolutionWindow, geometry, IOHW, NCHW, OIHW } from './convolutionGeometry.js';
import { filterGradient } from './filterGradient.js';
import { input, registerKernel } from './kernel.js';
import { BEFORE_START } from './slice.js';
import { backwardPads, outputPadding } from './window.js';
import { convolutionByTiles, inputGradientByTiles, isByTiles } from './winograd.js';

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

function convolution(x: TensorInfo, filter: TensorInfo, info: Conv2DInfo, recorder: Recorder): TensorInfo {
  if (isByTiles(filter, info, recorder)) return convolutionByTiles(x, filter, info, recorder);
  const inputs = [recorder.full(x, NCHW), recorder.full(filter, OIHW)];
  return channelsFirst(recorder.graph.node('Conv', inputs, convolutionWindow(info)), info.outShape, recorder);
}

/**
 * Gradient of a convolution for its input. At stride 1 it is a convolution with the turned filter, whose
 * kernel in ONNX Runtime is the fast one; else a transposed convolution.
 */
function inputGradient(dy: TensorInfo, filter: TensorInfo, info: Conv2DInfo, recorder: Recorder): TensorInfo {
  if (isByTiles(filter, info, recorder)) return inputGradientByTiles(dy, filter, info, recorder);
  const { graph } = recorder;
  const pads = backwardPads(info);
  const isPlain = info.strideHeight === 1 && info.strideWidth === 1 && pads.every((pad) => pad >= 0);
  const gradient = recorder.full(dy, NCHW);
  if (isPlain) {
    const name = graph.node('Conv', [gradient, turnedFilter(filter, recorder)], {
      kernel_shape: [info.filterHeight, info.filterWidth],
      pads,
    });
    return channelsFirst(name, info.inShape, recorder);
  }
  const name = graph.node('ConvTranspose', [gradient, recorder.full(filter, OIHW)], {
    ...convolutionWindow(info),
    output_padding: outputPadding(info),
  });
  return channelsFirst(name, info.inShape, recorder);
}

/** Dense convolutions, with the gradients for input and filter. */
export function registerConvolution(): void {
  registerKernel<Conv2DAttrs>('Conv2D', (inputs, placement, recorder) => {
    const [x, filter] = [input(inputs, 'x'), input(inputs, 'filter')];
    return convolution(x, filter, geometry(x.shape, filter.shape, placement, false), recorder);
  });
  registerKernel<Conv2DBackpropInputAttrs>(
    'Conv2DBackpropInput',
    (inputs, { inputShape, ...placement }, recorder) => {
      const [dy, filter] = [input(inputs, 'dy'), input(inputs, 'filter')];
      return inputGradient(dy, filter, geometry(inputShape, filter.shape, placement, false), recorder);
    },
  );
  registerKernel<Conv2DBackpropFilterAttrs>(
    'Conv2DBackpropFilter',
    (inputs, { filterShape, ...placement }, recorder) => {
      const [x, dy] = [input(inputs, 'x'), input(inputs, 'dy')];
      return filterGradient(x, dy, geometry(x.shape, filterShape, placement, false), recorder);
    },
  );
}
