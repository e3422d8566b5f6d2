import { type Tensor4D, tf } from '../engine/tf.js';
import type { Weights } from '../weights/tensors.js';
import { expectTensor } from './expectTensor.js';
import {
  convolve,
  type Filter,
  filterWeights,
  foldBatchNorm,
  type Padding,
  type Placement,
} from './filter.js';
import {
  convsOf,
  INCEPTION_STEPS,
  type InceptionBranch,
  type InceptionConv,
  type InceptionStep,
  inceptionTensorNames,
} from './inceptionTable.js';
import type { Network } from './network.js';
import { averageNeighbours, halve, type Pooling } from './pooling.js';
import { type Layer, sequential } from './sequential.js';
import { constantWeights } from './weightByName.js';

/** How the stem of Inception-v3 is run. */
export interface InceptionOptions {
  /** Stride of the first convolution: 1 sees every pixel (finer strokes, slower), 2 is how it was trained. */
  readonly firstStride?: 1 | 2;
  /** What halves the size between blocks. */
  readonly pooling?: Pooling;
  /**
   * `style`: every convolution padded and 2x2 pools, so that sizes halve exactly and borders count;
   * `trained`: unpadded convolutions, overlapping 3x3 maximum pools and first stride 2, the network as it was
   * trained (the other options do not apply).
   */
  readonly geometry?: 'style' | 'trained';
}

/** What is used where an option is left out. */
export const INCEPTION_DEFAULTS: Required<InceptionOptions> = {
  firstStride: 1,
  pooling: 'avg',
  geometry: 'style',
};

/** The `epsilon` of every batch normalisation in the Keras configuration. */
export const INCEPTION_BN_EPSILON = 1e-3;

const NAME = 'inception';

/**
 * The padding of a 3x3 convolution of stride 2 by which a side of n becomes floor(n / 2), as it does in 2x2
 * pooling; `same` rounds up. At even sizes the two are the same.
 */
const HALVING: Padding = [
  [0, 0],
  [0, 1],
  [0, 1],
  [0, 0],
];

/**
 * The stem of Inception-v3 up to mixed4, batch normalisation folded into the convolutions. Layers are taken
 * behind the ReLU.
 *
 * Pixels go in as they are, 0..1. Keras feeds the network with -1..1, but the batch statistics in our weights
 * were taken on 0..1 (models/MODELS.md); normalisation takes out scale and offset, so the features are the same.
 *
 * @param weights tensors by their Keras names (`INCEPTION_TENSORS`)
 * @throws NstError NST_MODEL_BROKEN when a tensor is missing or has another shape
 */
export function inceptionNetwork(weights: Weights, options: InceptionOptions = {}): Network {
  const filters = inceptionFilters(INCEPTION_STEPS.flatMap(convsOf), weights);
  return sequential(NAME, inceptionLayers(options), constantWeights(filters));
}

/**
 * Convolutions with their batch normalisation folded in: `N.kernel` and `N.bias` of convolution N.
 *
 * @param weights tensors by their Keras names
 * @throws NstError NST_MODEL_BROKEN when a tensor is missing or has another shape
 */
export function inceptionFilters(convs: readonly InceptionConv[], weights: Weights): Weights {
  return filterWeights(convs.map((conv) => [nameOf(conv), filterOf(conv, weights)] as const));
}

/** The layers as functions of activations and of the weights `N.kernel` and `N.bias` of convolution N, counted from 1. */
export function inceptionLayers(options: InceptionOptions = {}): Layer[] {
  const settings = { ...INCEPTION_DEFAULTS, ...options };
  return INCEPTION_STEPS.map((step) => ({ names: [step.name], apply: stepFunction(step, settings) }));
}

const nameOf = ({ index }: InceptionConv) => String(index);

type Apply = Layer['apply'];

function stepFunction(step: InceptionStep, settings: Required<InceptionOptions>): Apply {
  if (step.kind === 'conv') return convFunction(step.conv, settings);
  if (step.kind === 'pool') return (x) => shrink(x, settings);
  const branches = step.branches.map((branch) => branchFunction(branch, settings));
  return (x, weight) =>
    tf.concat(
      branches.map((apply) => apply(x, weight)),
      3,
    );
}

function branchFunction({ pool, convs }: InceptionBranch, settings: Required<InceptionOptions>): Apply {
  const chain = convs.map((conv) => convFunction(conv, settings, pool === 'neighbours'));
  return (x, weight) =>
    chain.reduce((y, apply) => apply(y, weight), pool === 'halve' ? shrink(x, settings) : x);
}

/**
 * @param averaged takes the mean of neighbours between a 1x1 convolution and its ReLU. The network has it
 *   before the convolution: the result is the same, as both are linear and a mean keeps constants, but here
 *   it runs over the few outputs instead of the many inputs.
 */
function convFunction(conv: InceptionConv, settings: Required<InceptionOptions>, averaged = false): Apply {
  const placement = placementOf(conv, settings);
  return (x, weight) => {
    const y = convolve(x, weight, nameOf(conv), placement);
    return tf.relu(averaged ? averageNeighbours(y) : y);
  };
}

function placementOf(conv: InceptionConv, settings: Required<InceptionOptions>): Placement {
  if (settings.geometry === 'trained') return { stride: conv.stride, padding: conv.padding };
  const stride = conv.index === 1 ? settings.firstStride : conv.stride;
  const padding: Padding = stride === 2 ? HALVING : 'same';
  return { stride, padding };
}

function shrink(x: Tensor4D, { geometry, pooling }: Required<InceptionOptions>): Tensor4D {
  return geometry === 'trained' ? tf.maxPool(x, 3, 2, 'valid') : halve(x, pooling);
}

function filterOf(conv: InceptionConv, weights: Weights): Filter {
  const names = inceptionTensorNames(conv);
  const channels = [conv.outputs];
  const kernel = expectTensor(NAME, weights, names.kernel, [
    conv.height,
    conv.width,
    conv.inputs,
    conv.outputs,
  ]);
  const norm = {
    beta: expectTensor(NAME, weights, names.beta, channels).data,
    mean: expectTensor(NAME, weights, names.mean, channels).data,
    variance: expectTensor(NAME, weights, names.variance, channels).data,
  };
  return foldBatchNorm(kernel, norm, INCEPTION_BN_EPSILON);
}
