import { type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { Rng } from '../../shared/rng.js';
import type { SoundNetwork } from './soundNetwork.js';
import { compress, type GraphStft, melAmplitudes } from './spectrogram.js';

/** One layer of random filters over all bands and some frames. */
interface Branch {
  /** Mel bands that it sees; all bins of the transform if left out. */
  readonly bands?: number;
  readonly frames: number;
  readonly filters: number;
}

/** Fine spectra; timbre by the ear's bands; and rhythm. */
const BRANCHES: Readonly<Record<string, Branch>> = {
  spectrum: { frames: 5, filters: 256 },
  timbre: { bands: 80, frames: 9, filters: 256 },
  rhythm: { bands: 40, frames: 43, filters: 128 },
};

/**
 * Untrained network of layers side by side, after Ulyanov & Lebedev (2016) and Antognini et al. (2019): seeded normal
 * filters of variance 2 / inputs, a ReLU, no bias. Filters see all frequencies, as sound is stationary in time, not in
 * frequency, and are short or long in time.
 *
 * It needs at least 43 frames where `rhythm` is asked for, 9 without it.
 */
export function randomNetwork(seed: number): SoundNetwork {
  return branchNetwork('random', BRANCHES, seed, (inputs) => Math.sqrt(2 / inputs));
}

/** The network of Ulyanov & Lebedev's program: 4096 filters over all bins and 11 frames, with the deviation it has there. */
export function ulyanovNetwork(seed: number): SoundNetwork {
  const filters = 4096;
  const frames = 11;
  return branchNetwork('ulyanov', { conv: { frames, filters } }, seed, (inputs) => {
    return Math.SQRT2 * Math.sqrt(2 / (inputs + filters * frames));
  });
}

/** @param deviation of the filters' values, from their number of inputs */
function branchNetwork(
  name: string,
  branches: Readonly<Record<string, Branch>>,
  seed: number,
  deviation: (inputs: number) => number,
): SoundNetwork {
  const names = Object.keys(branches);
  // Made once: the same array in every trace is stored once.
  const kernels = new Map<string, Float32Array>();
  const kernelOf = (layer: string, inputs: number, filters: number): Float32Array => {
    const key = `${layer} ${inputs}`;
    const rng = new Rng(seed + names.indexOf(layer));
    const kernel = kernels.get(key) ?? rng.normals(inputs * filters, deviation(inputs));
    kernels.set(key, kernel);
    return kernel;
  };
  const run = (layer: string, amplitude: Tensor2D, stft: GraphStft): Tensor4D => {
    const branch = branches[layer];
    if (!branch) throw new RangeError(`the network ${name} has no layer "${layer}"`);
    const { bands = stft.bins, frames, filters } = branch;
    const seen = branch.bands === undefined ? amplitude : melAmplitudes(amplitude, stft, bands);
    const input = tf.reshape(compress(seen), [1, 1, stft.frames, bands]) as Tensor4D;
    const kernel = tf.tensor4d(kernelOf(layer, frames * bands, filters), [1, frames, bands, filters]);
    return tf.relu(tf.conv2d(input, kernel, 1, 'valid'));
  };
  return {
    name,
    layers: names,
    features: (amplitude, stft, layers) =>
      Object.fromEntries(layers.map((layer) => [layer, run(layer, amplitude, stft)])),
  };
}
