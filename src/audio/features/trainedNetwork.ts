import { hzToMel, MEL_LOW_HZ, melBank } from '../../shared/dsp/mel.js';
import { type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { expectTensor } from '../../shared/networks/expectTensor.js';
import { constantWeights } from '../../shared/networks/weightByName.js';
import type { Weights } from '../../shared/weights/tensors.js';
import type { SoundNetwork } from './soundNetwork.js';
import { compress, type GraphStft } from './spectrogram.js';
import {
  BLOCK_NAMES,
  type BlockName,
  runTrunk,
  TRUNK_BANDS,
  TRUNK_INPUT,
  TRUNK_ROWS,
  trunkShapes,
} from './trunk.js';

/** Frequency bands whose statistics are told apart. */
export const FEATURE_BANDS = TRUNK_ROWS;

/** A layer: a block with its bands side by side, or one band of a block. */
interface LayerName {
  readonly block: BlockName;
  /** From 0, the lowest; all of them if left out. */
  readonly band?: number;
}

const LAYERS: ReadonlyMap<string, LayerName> = new Map(
  BLOCK_NAMES.flatMap((block): [string, LayerName][] => [
    [block, { block }],
    ...Array.from({ length: FEATURE_BANDS }, (_, band): [string, LayerName] => [
      `${block}/${band}`,
      { block, band },
    ]),
  ]),
);

/**
 * Reads the network that this project has trained to tell sounds apart (`node scripts/train.mjs audio`), from the package.
 *
 * @throws NstError NST_MODEL_MISSING when the package's file is gone, NST_MODEL_BROKEN when it is not the one that was
 *   shipped
 */
export async function trainedNetwork(): Promise<SoundNetwork> {
  // Loads what checks JSON, which help and refusals do not need.
  const { openModelStore, resolveModel } = await import('../../shared/weights/store.js');
  const { weights } = await resolveModel(await openModelStore(), 'audio');
  return trainedNetworkOf(weights);
}

/**
 * The network with these weights: four blocks of 3x3 filters on 64 mel bands, after Verma & Smith (2018). Sound is
 * stationary in time, not in frequency, so features keep eight frequency bands apart, in two ways:
 *
 * - `block2`: [1, 1, steps, 8 * channels], the mean of each channel over the rows of each band, lowest band first; a
 *   Gram matrix of it says what happens together within and between bands;
 * - `block2/0` ... `block2/7`: [1, 1, rows * steps, channels], one band, lowest first, every row a place of its own; a
 *   Gram matrix of each is a Gram matrix per frequency band.
 *
 * The blocks have 16, 32, 64 and 96 channels, and 1, 1/2, 1/4 and 1/4 of the frames. At least 4 frames.
 *
 * @throws NstError NST_MODEL_BROKEN when a tensor is missing or has another shape
 */
export function trainedNetworkOf(weights: Weights): SoundNetwork {
  const weight = constantWeights(
    new Map([...trunkShapes()].map(([name, shape]) => [name, expectTensor('audio', weights, name, shape)])),
  );
  return {
    name: 'audio',
    layers: [...LAYERS.keys()],
    features: (amplitude, stft, names) => {
      const layers = names.map((name) => [name, layerOf(name)] as const);
      const deepest = Math.max(...layers.map(([, { block }]) => BLOCK_NAMES.indexOf(block)));
      const activations = runTrunk(spectrogramOf(amplitude, stft), weight, BLOCK_NAMES[deepest]);
      return Object.fromEntries(
        layers.map(([name, { block, band }]) => {
          const activation = activations[block]!;
          return [name, band === undefined ? bandMeans(activation) : bandRows(activation, band)];
        }),
      );
    },
  };
}

function layerOf(name: string): LayerName {
  const layer = LAYERS.get(name);
  if (!layer) throw new RangeError(`the network audio has no layer "${name}"`);
  return layer;
}

/**
 * Weights of bins [bins, TRUNK_BANDS] in the bands that the network was trained on, whatever the sample rate; what lies
 * above half of it is silent.
 */
function bandsOf({ shape: { fftSamples }, sampleRateHz, bins }: GraphStft): Float32Array {
  const highHz = TRUNK_INPUT.sampleRateHz / 2;
  const bank = melBank({ sampleRateHz, fftSamples, bands: TRUNK_BANDS, highHz }).subarray(
    0,
    bins * TRUNK_BANDS,
  );
  const spacing = (hzToMel(highHz) - hzToMel(MEL_LOW_HZ)) / (TRUNK_BANDS + 1);
  const present = (hzToMel(sampleRateHz / 2) - hzToMel(MEL_LOW_HZ)) / spacing;
  return bank.map((weight, i) => ((i % TRUNK_BANDS) + 1 < present ? weight : 0));
}

/** What the network sees of amplitudes [frames, bins]. */
function spectrogramOf(amplitude: Tensor2D, stft: GraphStft): Tensor4D {
  const mel = compress(tf.matMul(amplitude, tf.tensor2d(bandsOf(stft), [stft.bins, TRUNK_BANDS])));
  return tf.reshape(mel, [1, stft.frames, TRUNK_BANDS, 1]) as Tensor4D;
}

/** Means over the rows of each band, [1, 1, steps, bands * channels]. */
function bandMeans(activation: Tensor4D): Tensor4D {
  const [, steps, rows, channels] = activation.shape;
  const height = rows / FEATURE_BANDS;
  const means = height > 1 ? tf.avgPool(activation, [1, height], [1, height], 'valid') : activation;
  return tf.reshape(means, [1, 1, steps, FEATURE_BANDS * channels]) as Tensor4D;
}

/** One band, [1, 1, steps * rows of the band, channels]. */
function bandRows(activation: Tensor4D, band: number): Tensor4D {
  const [, steps, rows, channels] = activation.shape;
  const height = rows / FEATURE_BANDS;
  const part = tf.slice(activation, [0, 0, band * height, 0], [1, steps, height, channels]);
  return tf.reshape(part, [1, 1, steps * height, channels]) as Tensor4D;
}
