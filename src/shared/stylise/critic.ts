/**
 * A critic of patches (Li & Wand, ECCV 2016): from features of a network that stays as it is, it says of each place whether it looks like
 * the style. Departures: features are those of Inception, it has half of the paper's filters or fewer, and no norms.
 */
import { type Tensor, type Tensor4D, tf } from '../engine/tf.js';
import type { Network } from '../networks/network.js';
import type { TensorShapes } from '../weights/tensors.js';
import { type ConvShape, convShapes } from './convShape.js';
import type { NetOps } from './netOps.js';
import { stemChannels } from './stem.js';

/** What is seen of a picture; a place of it stands for some 20 pixels across. */
export const CRITIC_LAYER = 'conv5';
const CHANNELS = 64;
/** How much of what is negative goes through. */
const LEAK = 0.2;

const CONVS: readonly (ConvShape & { readonly stride: 1 | 2 })[] = [
  { name: 'critic/1', kernel: 3, inputs: stemChannels(CRITIC_LAYER), outputs: CHANNELS, stride: 2 },
  { name: 'critic/2', kernel: 3, inputs: CHANNELS, outputs: CHANNELS, stride: 1 },
  { name: 'critic/3', kernel: 1, inputs: CHANNELS, outputs: 1, stride: 1 },
];

/** Shapes of its weights. */
export const criticShapes = (): TensorShapes => new Map(CONVS.flatMap(convShapes));

/** What a critic thinks of the patches of a picture, [1, h, w, 1]: over 0, that they are the style's. @param pixels [1, h, w, 3] */
export function drawCritic(ops: NetOps<Tensor>, network: Network, pixels: Tensor4D): Tensor4D {
  const features: Tensor = network.features(pixels, [CRITIC_LAYER])[CRITIC_LAYER]!;
  const scores = CONVS.reduce(
    (x, { name, stride }) => ops.conv(leaky(x), name, { stride, padding: 'mirror' }),
    features,
  );
  return scores as Tensor4D;
}

const leaky = (x: Tensor): Tensor => tf.add(tf.mul(tf.relu(x), 1 - LEAK), tf.mul(x, LEAK));

/**
 * What it costs that scores are not beyond 1, on the side where they should be: the mean of max(0, 1 - side score).
 *
 * @param side 1: they should be over 0; -1: below
 * @param weights how much each place counts, [1, places] of mean 1; all alike, if left out
 */
export function hinge(scores: Tensor4D, side: 1 | -1, weights?: Tensor): Tensor {
  const short = tf.relu(tf.sub(1, tf.mul(scores, side)));
  const flat = tf.reshape(short, [1, scores.size]);
  return tf.mean(weights ? tf.mul(flat, weights) : flat);
}
