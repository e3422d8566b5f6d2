import { type Tensor4D, tf } from '../engine/tf.js';
import type { WeightArray, Weights } from '../weights/tensors.js';
import type { WeightByName } from './weightByName.js';

/** What tfjs accepts as padding of a convolution. */
export type Padding = Parameters<typeof tf.conv2d>[3];

/** The weights of one convolution. */
export interface Filter {
  /** [height, width, inputs, outputs] */
  readonly kernel: WeightArray;
  /** [outputs] */
  readonly bias: WeightArray;
}

/** The name of the kernel of a filter among weights by name. */
export const kernelName = (name: string) => `${name}.kernel`;
/** And that of its bias. */
export const biasName = (name: string) => `${name}.bias`;

/** Filters as weights by name: `NAME.kernel` and `NAME.bias`. */
export function filterWeights(filters: Iterable<readonly [name: string, Filter]>): Weights {
  return new Map(
    [...filters].flatMap(([name, { kernel, bias }]): [string, WeightArray][] => [
      [kernelName(name), kernel],
      [biasName(name), bias],
    ]),
  );
}

/** Where a convolution is put. */
export interface Placement {
  readonly stride: 1 | 2;
  readonly padding: Padding;
}

/** `kernel * x + bias`. @param name the filter's: its weights are `NAME.kernel` and `NAME.bias` */
export function convolve(
  x: Tensor4D,
  weight: WeightByName,
  name: string,
  { stride, padding }: Placement,
): Tensor4D {
  const kernel = weight(kernelName(name)) as Tensor4D;
  return tf.add(tf.conv2d(x, kernel, stride, padding), weight(biasName(name)));
}

/** As `convolve`, for a kernel [height, width, channels, 1] that sees each channel by itself. */
export function convolveDepthwise(
  x: Tensor4D,
  weight: WeightByName,
  name: string,
  { stride, padding }: Placement,
): Tensor4D {
  const kernel = weight(kernelName(name)) as Tensor4D;
  return tf.add(tf.depthwiseConv2d(x, kernel, stride, padding), weight(biasName(name)));
}

/** The parameters of a batch normalisation, each [channels]. */
export interface BatchNorm {
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  readonly beta: Float32Array;
  /** 1 for every channel if left out. */
  readonly gamma?: Float32Array;
}

/**
 * Convolution and batch normalisation as one filter:
 * `gamma (k * x - mean) / sqrt(variance + epsilon) + beta`.
 *
 * @param kernel [height, width, inputs, channels], or [height, width, channels, 1] of a depthwise convolution
 */
export function foldBatchNorm(kernel: WeightArray, norm: BatchNorm, epsilon: number): Filter {
  const scales = norm.variance.map(
    (variance, channel) => (norm.gamma?.[channel] ?? 1) / Math.sqrt(variance + epsilon),
  );
  const bias = norm.beta.map((beta, channel) => beta - (norm.mean[channel] ?? 0) * (scales[channel] ?? 0));
  return {
    kernel: { shape: kernel.shape, data: scaleChannels(kernel.data, scales) },
    bias: { shape: [bias.length], data: bias },
  };
}

/** `data` [..., channels] times `scales` [channels]. */
function scaleChannels(data: Float32Array, scales: Float32Array): Float32Array {
  const scaled = new Float32Array(data.length);
  for (let row = 0; row < data.length; row += scales.length) {
    for (let channel = 0; channel < scales.length; channel++) {
      scaled[row + channel] = data[row + channel]! * scales[channel]!;
    }
  }
  return scaled;
}

/**
 * A filter from PyTorch's layout.
 *
 * @param kernel [outputs, inputs, height, width]
 * @param bias [outputs]
 * @param reverseInputs reads the input channels backwards: a filter for BGR becomes one for RGB
 */
export function filterFromOihw(kernel: WeightArray, bias: WeightArray, reverseInputs = false): Filter {
  const [outputs = 1, inputs = 1, height = 1, width = 1] = kernel.shape;
  const area = height * width;
  const data = new Float32Array(kernel.data.length);
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      const from = (output * inputs + (reverseInputs ? inputs - 1 - input : input)) * area;
      for (let i = 0; i < area; i++) {
        data[(i * inputs + input) * outputs + output] = kernel.data[from + i] ?? 0;
      }
    }
  }
  return {
    kernel: { shape: [height, width, inputs, outputs], data },
    bias: { shape: [outputs], data: bias.data.slice() },
  };
}
