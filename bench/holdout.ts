/**
 * A network that no optimiser sees, to judge pictures with: MobileNet-v2 (Sandler et al. 2018) out of the dev
 * dependency nsfwjs. It is never shipped.
 */
import { readNsfwjsModel } from '../scripts/nsfwjsModel.mjs';
import { type Tensor4D, tf } from '../src/shared/engine/tf.js';
import { expectTensor } from '../src/shared/networks/expectTensor.js';
import {
  convolve,
  convolveDepthwise,
  type Filter,
  filterWeights,
  foldBatchNorm,
  type Placement,
} from '../src/shared/networks/filter.js';
import type { Network } from '../src/shared/networks/network.js';
import { type Layer, sequential } from '../src/shared/networks/sequential.js';
import { constantWeights } from '../src/shared/networks/weightByName.js';
import type { Weights } from '../src/shared/weights/tensors.js';
import { readTfjsLayers } from '../src/shared/weights/tfjsLayers.js';

const NAME = 'mobilenet_v2';
/** The `epsilon` of every batch normalisation in the Keras configuration. */
const EPSILON = 1e-3;
const STEM_CHANNELS = 32;
/** Hidden channels of a block per input channel; the first block has none more. */
const EXPANSION = 6;

/** Outputs and stride of the blocks 0 to 10; those behind were trained for another task. */
const BLOCKS: readonly (readonly [channels: number, stride: 1 | 2])[] = [
  [16, 1],
  [24, 2],
  [24, 1],
  [32, 2],
  [32, 1],
  [32, 1],
  [64, 2],
  [64, 1],
  [64, 1],
  [64, 1],
  [96, 1],
];

/** Keras pads below and to the right before a convolution of stride 2. */
const HALVING: Placement = {
  stride: 2,
  padding: [
    [0, 0],
    [0, 1],
    [0, 1],
    [0, 0],
  ],
};
const WHOLE: Placement = { stride: 1, padding: 'same' };

/**
 * MobileNet-v2 up to block 10: layers `conv1` and `block0` to `block10`, each the output of a block before the
 * next one (without activation, as the blocks are "linear bottlenecks").
 *
 * Pixels go in as they are, 0..1: that is what nsfwjs does, and what the batch statistics were taken on.
 */
export function holdoutNetwork(): Network {
  const { json, shards } = readNsfwjsModel(NAME);
  const weights = readTfjsLayers(json, shards, `nsfwjs ${NAME}`);
  const filters = new Map([['Conv1', filterOf(weights, 'Conv1', 'bn_Conv1', [3, 3, 3, STEM_CHANNELS])]]);
  const conv1: Layer = {
    names: ['conv1'],
    apply: (x, weight) => tf.relu6(convolve(x, weight, 'Conv1', HALVING)),
  };
  let inputs = STEM_CHANNELS;
  const blocks = BLOCKS.map(([outputs, stride], index): Layer => {
    for (const [name, shape] of blockShapes(index, inputs, outputs)) {
      filters.set(name, filterOf(weights, name, `${name}_BN`, shape));
    }
    const apply = block(index, stride, stride === 1 && inputs === outputs);
    inputs = outputs;
    return { names: [`block${index}`], apply };
  });
  return sequential('holdout', [conv1, ...blocks], constantWeights(filterWeights(filters)));
}

const prefixOf = (index: number) => (index === 0 ? 'expanded_conv' : `block_${index}`);

/** Shapes of the kernels of a block. */
function blockShapes(index: number, inputs: number, outputs: number): [name: string, shape: number[]][] {
  const prefix = prefixOf(index);
  const hidden = index === 0 ? inputs : inputs * EXPANSION;
  const rows: [string, number[]][] = [
    [`${prefix}_depthwise`, [3, 3, hidden, 1]],
    [`${prefix}_project`, [1, 1, hidden, outputs]],
  ];
  return index === 0 ? rows : [[`${prefix}_expand`, [1, 1, inputs, hidden]], ...rows];
}

/** An inverted residual: 1x1 up, 3x3 in each channel by itself, 1x1 down, plus the input where sizes allow. */
function block(index: number, stride: 1 | 2, isResidual: boolean): Layer['apply'] {
  const prefix = prefixOf(index);
  return (x, weight) => {
    const wide = index === 0 ? x : tf.relu6(convolve(x, weight, `${prefix}_expand`, WHOLE));
    const placement = stride === 2 ? HALVING : WHOLE;
    const seen: Tensor4D = tf.relu6(convolveDepthwise(wide, weight, `${prefix}_depthwise`, placement));
    const narrow = convolve(seen, weight, `${prefix}_project`, WHOLE);
    return isResidual ? tf.add(x, narrow) : narrow;
  };
}

function filterOf(weights: Weights, conv: string, norm: string, shape: readonly number[]): Filter {
  const [, , inputs = 0, outputs = 0] = shape;
  const depthwise = conv.endsWith('depthwise');
  const channels = [depthwise ? inputs : outputs];
  const kernel = expectTensor(NAME, weights, `${conv}/${depthwise ? 'depthwise_' : ''}kernel`, shape);
  const vector = (part: string) => expectTensor(NAME, weights, `${norm}/${part}`, channels).data;
  const batchNorm = {
    mean: vector('moving_mean'),
    variance: vector('moving_variance'),
    beta: vector('beta'),
    gamma: vector('gamma'),
  };
  return foldBatchNorm(kernel, batchNorm, EPSILON);
}
