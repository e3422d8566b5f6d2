import { type Tensor4D, tf } from '../engine/tf.js';
import type { Weights } from '../weights/tensors.js';
import { type EdgePadding, padEdges } from './edgePadding.js';
import { expectTensor } from './expectTensor.js';
import { convolve, type Filter, filterFromOihw, filterWeights } from './filter.js';
import type { Network } from './network.js';
import { halve, type Pooling } from './pooling.js';
import { type Layer, sequential } from './sequential.js';
import { type VggConv, type VggName, vggBlocks } from './vggTable.js';
import { constantWeights, type WeightByName } from './weightByName.js';

/** The pixel values that the weights were trained on. */
export type VggNormalisation = 'torchvision' | 'caffe';

/** How VGG is run. */
export interface VggOptions {
  /** `max` is how it was trained, `avg` what Gatys et al. (2016) recommend for synthesis. */
  readonly pooling?: Pooling;
  /** A factor on the output of every pooling: averages are smaller than the maxima the weights expect. */
  readonly poolScale?: number;
  /** `zero` is how it was trained; the others treat the border as more picture. */
  readonly padding?: EdgePadding;
  /**
   * `torchvision`: RGB of mean 0 and deviation 1; `caffe`: BGR of 0..255 with the mean subtracted (the weights
   * that the authors published and Gatys et al. used).
   */
  readonly normalisation?: VggNormalisation;
}

/** What is used where an option is left out. */
export const VGG_DEFAULTS: Required<VggOptions> = {
  pooling: 'max',
  poolScale: 1,
  padding: 'zero',
  normalisation: 'torchvision',
};

/** `value * scale + shift` for red, green and blue in 0..1. */
const INPUT_SCALING: Readonly<Record<VggNormalisation, { scale: number[]; shift: number[] }>> = {
  torchvision: {
    scale: [1 / 0.229, 1 / 0.224, 1 / 0.225],
    shift: [-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225],
  },
  caffe: { scale: [255, 255, 255], shift: [-123.68, -116.779, -103.939] },
};

/**
 * VGG up to pool5, with the layers `conv1_1`, `relu1_1`, ..., `pool5`; a convolution is also called by its
 * count, `conv_1`, as in the PyTorch tutorial.
 *
 * The filters are copied into the layout of tfjs here, once, so the caller can let go of `weights`.
 *
 * @param weights tensors by their torchvision names, `features.0.weight` [64, 3, 3, 3] and so on. Those of
 *   layers that are never asked for may be missing.
 * @throws NstError NST_MODEL_BROKEN when a tensor has another shape, and from `features` when it is missing
 */
export function vggNetwork(name: VggName, weights: Weights, options: VggOptions = {}): Network {
  const settings = { ...VGG_DEFAULTS, ...options };
  return sequential(name, vggLayers(name, settings), weightsOf(name, weights, settings));
}

/** The layers as functions of activations and of the weights `NAME.kernel` and `NAME.bias` of convolution `conv1_1` and so on. */
export function vggLayers(name: VggName, options: VggOptions = {}): Layer[] {
  const settings = { ...VGG_DEFAULTS, ...options };
  const blocks = vggBlocks(name).map((convs, block): Layer[] => [
    ...convs.flatMap((conv) => convLayers(conv, settings)),
    { names: [`pool${block + 1}`], apply: (x) => pool(x, settings) },
  ]);
  const { scale, shift } = INPUT_SCALING[settings.normalisation];
  const scaleInput = (pixels: Tensor4D): Tensor4D =>
    tf.add(tf.mul(pixels, tf.tensor1d(scale)), tf.tensor1d(shift));
  return [{ names: [], apply: scaleInput }, ...blocks.flat()];
}

function convLayers(conv: VggConv, { padding }: Required<VggOptions>): Layer[] {
  const apply: Layer['apply'] = (x, weight) =>
    padding === 'zero'
      ? convolve(x, weight, conv.name, { stride: 1, padding: 'same' })
      : convolve(padEdges(x, padding), weight, conv.name, { stride: 1, padding: 'valid' });
  return [
    { names: [conv.name, conv.alias], apply },
    { names: [conv.name.replace('conv', 'relu')], apply: (x) => tf.relu(x) },
  ];
}

function pool(x: Tensor4D, { pooling, poolScale }: Required<VggOptions>): Tensor4D {
  const pooled = halve(x, pooling);
  return poolScale === 1 ? pooled : tf.mul(pooled, poolScale);
}

/** The weights as constants; whoever asks for one that is missing gets the complaint about it. */
function weightsOf(name: VggName, weights: Weights, settings: Required<VggOptions>): WeightByName {
  const convs = vggBlocks(name).flat();
  const present = convs.filter((conv) => weights.has(conv.weight) && weights.has(conv.bias));
  const filters = present.map((conv) => [conv.name, filterOf(name, conv, weights, settings)] as const);
  const arrays = filterWeights(filters);
  const constant = constantWeights(arrays);
  return (weight) => {
    const conv = arrays.has(weight) ? undefined : convs.find(({ name }) => weight.startsWith(`${name}.`));
    if (conv) filterOf(name, conv, weights, settings);
    return constant(weight);
  };
}

function filterOf(
  name: VggName,
  conv: VggConv,
  weights: Weights,
  { normalisation }: Required<VggOptions>,
): Filter {
  const kernel = expectTensor(name, weights, conv.weight, [conv.outputs, conv.inputs, 3, 3]);
  const bias = expectTensor(name, weights, conv.bias, [conv.outputs]);
  // Pixels come as RGB: rather than turning every picture, turn the one filter that sees colours.
  return filterFromOihw(kernel, bias, normalisation === 'caffe' && conv.inputs === 3);
}
