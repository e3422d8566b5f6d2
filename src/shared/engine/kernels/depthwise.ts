import type { Recorder } from '../recorder.js';
import type {
  DepthwiseConv2dNativeAttrs,
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
  TensorInfo,
} from '../tf.js';
import { channelsFirst, convolutionWindow, geometry, IOHW, NCHW } from './convolutionGeometry.js';
import { depthwiseFilterGradient } from './filterGradient.js';
import { input, registerKernel } from './kernel.js';
import { outputPadding } from './window.js';

/** A depthwise filter [h, w, c, m] as ONNX wants it for c groups: [c m, 1, h, w]. */
function groupedFilter(filter: TensorInfo, recorder: Recorder): string {
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  const { graph } = recorder;
  return graph.node('Reshape', [
    recorder.full(filter, IOHW),
    graph.integers([channels * multiplier, 1, height, width]),
  ]);
}

/** Convolutions that see each channel by itself, with the gradients for input and filter. */
export function registerDepthwise(): void {
  registerKernel<DepthwiseConv2dNativeAttrs>('DepthwiseConv2dNative', (inputs, placement, recorder) => {
    const [x, filter] = [input(inputs, 'x'), input(inputs, 'filter')];
    const info = geometry(x.shape, filter.shape, placement, true);
    const name = recorder.graph.node('Conv', [recorder.full(x, NCHW), groupedFilter(filter, recorder)], {
      ...convolutionWindow(info),
      group: info.inChannels,
    });
    return channelsFirst(name, info.outShape, recorder);
  });
  registerKernel<DepthwiseConv2dNativeBackpropInputAttrs>(
    'DepthwiseConv2dNativeBackpropInput',
    (inputs, { inputShape, ...placement }, recorder) => {
      const [dy, filter] = [input(inputs, 'dy'), input(inputs, 'filter')];
      const info = geometry(inputShape, filter.shape, placement, true);
      const operands = [recorder.full(dy, NCHW), groupedFilter(filter, recorder)];
      const name = recorder.graph.node('ConvTranspose', operands, {
        ...convolutionWindow(info),
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
      return depthwiseFilterGradient(x, dy, geometry(x.shape, filterShape, { strides, pad }, true), recorder);
    },
  );
}
