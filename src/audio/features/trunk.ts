import { type Tensor4D, tf } from '../../shared/engine/tf.js';
import type { WeightByName } from '../../shared/networks/weightByName.js';
import type { TensorShapes } from '../../shared/weights/tensors.js';

/** Mel bands that the network sees, from 30 Hz to half of the rate it was trained at. */
export const TRUNK_BANDS = 64;
/** What the network was trained on: 43 Hz and 12 ms a step of the spectrogram. */
export const TRUNK_INPUT = { sampleRateHz: 22_050, fftSamples: 1024, hopSamples: 256 } as const;
/** Compressed amplitudes reach 6.9 (full scale); near one they suit the weights' initial sizes. 0 stays silence. */
const INPUT_SCALE = 0.25;

/** A 3x3 convolution with bias and ReLU, and the pool before it. */
interface Block {
  readonly channels: number;
  /** Steps in time and bands that are averaged before it. */
  readonly pool: readonly [time: number, frequency: number];
}

/** By name, in forward order. The last ones are left with 8 rows: an octave each, about. */
const BLOCKS = {
  block1: { channels: 16, pool: [1, 1] },
  block2: { channels: 32, pool: [2, 2] },
  block3: { channels: 64, pool: [2, 2] },
  block4: { channels: 96, pool: [1, 2] },
} as const satisfies Readonly<Record<string, Block>>;

/** Names of the blocks, in forward order. */
export const BLOCK_NAMES = Object.keys(BLOCKS) as readonly BlockName[];
/** One of `BLOCK_NAMES`. */
export type BlockName = keyof typeof BLOCKS;

/** Rows of the last block. */
export const TRUNK_ROWS = 8;
/** Values of the last block at one step: rows times channels. */
export const TRUNK_OUTPUTS = TRUNK_ROWS * BLOCKS.block4.channels;

const weightOf = (block: BlockName) => `${block}.weight`;
const biasOf = (block: BlockName) => `${block}.bias`;

/** Shapes of the weights: filters [3, 3, in, out], biases [out]. */
export function trunkShapes(): TensorShapes {
  let inputs = 1;
  return new Map(
    BLOCK_NAMES.flatMap((block): [string, readonly number[]][] => {
      const { channels } = BLOCKS[block];
      const shape = [3, 3, inputs, channels];
      inputs = channels;
      return [
        [weightOf(block), shape],
        [biasOf(block), [channels]],
      ];
    }),
  );
}

/**
 * The activations of a batch of spectrograms, up to a block, after Verma & Smith (2018): small filters over time and
 * frequency, average pools, which have smoother gradients than maximum pools.
 *
 * @param input [n, frames, TRUNK_BANDS, 1], compressed amplitudes of mel bands; at least 4 frames
 * @param weight a tensor by its name in `trunkShapes`
 * @returns by block, [n, steps, rows, channels]
 */
export function runTrunk(
  input: Tensor4D,
  weight: WeightByName,
  last: BlockName = 'block4',
): Record<string, Tensor4D> {
  const activations: Record<string, Tensor4D> = {};
  let x: Tensor4D = tf.mul(input, INPUT_SCALE);
  for (const block of BLOCK_NAMES) {
    const [time, frequency] = BLOCKS[block].pool;
    if (time * frequency > 1) x = tf.avgPool(x, [time, frequency], [time, frequency], 'valid');
    const filtered = tf.conv2d(x, weight(weightOf(block)) as Tensor4D, 1, 'same');
    x = tf.relu(tf.add(filtered, weight(biasOf(block))));
    activations[block] = x;
    if (block === last) break;
  }
  return activations;
}
