import { type Tensor4D, tf } from '../engine/tf.js';
import type { WeightArray } from '../weights/tensors.js';

/** What tfjs accepts as padding of a convolution. */
export type Padding = Parameters<typeof tf.conv2d>[3];

/**
 * The constants of one convolution. They are typed arrays and not tensors, because every trace of an
 * objective makes its own tensors; the same arrays in every trace let an engine recognise them.
 */
export interface Filter {
  /** [height, width, inputs, outputs] */
  readonly shape: [number, number, number, number];
  readonly kernel: Float32Array;
  /** [outputs] */
  readonly bias: Float32Array;
}

/** `filter * x + bias`. */
export function convolve(x: Tensor4D, filter: Filter, stride: 1 | 2, padding: Padding): Tensor4D {
  const kernel = tf.tensor4d(filter.kernel, filter.shape);
  return tf.add(tf.conv2d(x, kernel, stride, padding), tf.tensor1d(filter.bias));
}

/** As `convolve`, for a kernel [height, width, channels, 1] that sees each channel by itself. */
export function convolveDepthwise(x: Tensor4D, filter: Filter, stride: 1 | 2, padding: Padding): Tensor4D {
  const kernel = tf.tensor4d(filter.kernel, filter.shape);
  return tf.add(tf.depthwiseConv2d(x, kernel, stride, padding), tf.tensor1d(filter.bias));
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
  return {
    shape: shape4(kernel.shape),
    kernel: scaleChannels(kernel.data, scales),
    bias: norm.beta.map((beta, channel) => beta - (norm.mean[channel] ?? 0) * (scales[channel] ?? 0)),
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
  const [outputs, inputs, height, width] = shape4(kernel.shape);
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
  return { shape: [height, width, inputs, outputs], kernel: data, bias: bias.data.slice() };
}

function shape4(shape: readonly number[]): Filter['shape'] {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  return [a, b, c, d];
}
