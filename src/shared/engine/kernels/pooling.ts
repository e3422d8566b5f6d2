import { channelsFirstAxes } from '../layout.js';
import type { Recorder } from '../recorder.js';
import {
  type AvgPoolGradAttrs,
  type Conv2DInfo,
  type MaxPoolAttrs,
  type MaxPoolGradAttrs,
  type TensorInfo,
  tf,
} from '../tf.js';
import { input, pair, registerKernel } from './kernel.js';
import { backwardPads, outputPadding, windowOf } from './window.js';

type Info = Conv2DInfo;
type Attributes = Pick<MaxPoolAttrs, 'filterSize' | 'strides' | 'pad'>;

const NCHW = channelsFirstAxes(4);

function geometry(x: TensorInfo, { filterSize, strides, pad }: Attributes): Info {
  const shape = x.shape as [number, number, number, number];
  return tf.computePool2DInfo(shape, pair(filterSize), pair(strides), 1, pad, 'floor');
}

const storedShape = ([n = 0, h = 0, w = 0, c = 0]: readonly number[]) => [n, c, h, w];

/** Windows that neither overlap nor hang over the border. */
function isTiling(info: Info): boolean {
  const { padInfo: p } = info;
  return (
    info.filterHeight === info.strideHeight &&
    info.filterWidth === info.strideWidth &&
    [p.top, p.left, p.bottom, p.right].every((pad) => pad === 0)
  );
}

function pool(kernelName: 'MaxPool' | 'AvgPool', operator: string): void {
  registerKernel<MaxPoolAttrs>(kernelName, (inputs, attributes, recorder) => {
    const x = input(inputs, 'x');
    const info = geometry(x, attributes);
    const name = recorder.graph.node(operator, [recorder.full(x, NCHW)], windowOf(info));
    return recorder.output(name, info.outShape, 'float32', NCHW);
  });
}

/** Sends every output's gradient to the first largest element of its window; overlapping windows add up. */
function maxPoolGradient(dy: TensorInfo, x: TensorInfo, info: Info, recorder: Recorder): TensorInfo {
  const { graph } = recorder;
  const [, indices = ''] = graph.nodes('MaxPool', [recorder.full(x, NCHW)], 2, windowOf(info));
  const gradient = recorder.full(dy, NCHW);
  const flat = (name: string) => graph.node('Reshape', [name, graph.integers([-1])]);
  const zeros = graph.node('Expand', [graph.scalar(0), graph.integers([tf.sizeFromShape(x.shape)])]);
  const scattered = graph.node('ScatterElements', [zeros, flat(indices), flat(gradient)], {
    axis: 0,
    reduction: 'add',
  });
  const name = graph.node('Reshape', [scattered, graph.integers(storedShape(x.shape))]);
  return recorder.output(name, x.shape, 'float32', NCHW);
}

/** Spreads every output's gradient evenly over its window, border or not, as tfjs' kernel of this name does. */
function averagePoolGradient(dy: TensorInfo, x: TensorInfo, info: Info, recorder: Recorder): TensorInfo {
  const gradient = recorder.full(dy, NCHW);
  const name = (
    isTiling(info) ? spreadTiles : info.strideHeight === 1 && info.strideWidth === 1 ? averageBack : spread
  )(gradient, info, recorder);
  return recorder.output(name, x.shape, 'float32', NCHW);
}

function spreadTiles(gradient: string, info: Info, { graph }: Recorder): string {
  const [height, width] = [info.outHeight * info.filterHeight, info.outWidth * info.filterWidth];
  const share = graph.node('Mul', [gradient, graph.scalar(1 / (info.filterHeight * info.filterWidth))]);
  const sizes = graph.integers([info.batchSize, info.inChannels, height, width]);
  const spreadOut = graph.node('Resize', [share, '', '', sizes], {
    mode: 'nearest',
    nearest_mode: 'floor',
    coordinate_transformation_mode: 'asymmetric',
  });
  const [rows, columns] = [info.inHeight - height, info.inWidth - width];
  if (rows === 0 && columns === 0) return spreadOut;
  return graph.node('Pad', [spreadOut, graph.integers([0, 0, 0, 0, 0, 0, rows, columns]), graph.scalar(0)]);
}

/** At stride 1 the gradient is itself an average pool, with the padding that the forward one left out. */
function averageBack(gradient: string, info: Info, { graph }: Recorder): string {
  return graph.node('AveragePool', [gradient], {
    kernel_shape: [info.filterHeight, info.filterWidth],
    pads: backwardPads(info),
    count_include_pad: 1,
  });
}

function spread(gradient: string, info: Info, { graph }: Recorder): string {
  const { filterHeight, filterWidth, inChannels } = info;
  const share = new Float32Array(inChannels * filterHeight * filterWidth).fill(
    1 / (filterHeight * filterWidth),
  );
  return graph.node(
    'ConvTranspose',
    [gradient, graph.constant(share, [inChannels, 1, filterHeight, filterWidth])],
    {
      ...windowOf(info),
      group: inChannels,
      output_padding: outputPadding(info),
    },
  );
}

/** Largest and mean value of windows, and their gradients. */
export function registerPooling(): void {
  pool('MaxPool', 'MaxPool');
  pool('AvgPool', 'AveragePool');
  registerKernel<MaxPoolGradAttrs>('MaxPoolGrad', (inputs, attributes, recorder) => {
    const x = input(inputs, 'input');
    return maxPoolGradient(input(inputs, 'dy'), x, geometry(x, attributes), recorder);
  });
  registerKernel<AvgPoolGradAttrs>('AvgPoolGrad', (inputs, attributes, recorder) => {
    const x = input(inputs, 'input');
    return averagePoolGradient(input(inputs, 'dy'), x, geometry(x, attributes), recorder);
  });
}
