import { type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { Rng } from '../../shared/rng.js';
import type { SoundNetwork } from './soundNetwork.js';
import { compress, type GraphStft, melAmplitudes } from './spectrogram.js';

/** One layer of random filters over all bands and some frames. */
interface Branch {
  /** Mel bands that it sees; all bins of the transform if left out. */
  readonly bands?: number;
  readonly frames: number;
}

/** Fine spectra; timbre by the ear's bands; and patterns of 0.74 s: longer ones would replay the style. */
const BRANCHES: Readonly<Record<string, Branch>> = {
  spectrum: { frames: 5 },
  timbre: { bands: 80, frames: 9 },
  rhythm: { bands: 64, frames: 64 },
};
const FILTERS = 256;

/**
 * Untrained network of layers side by side, after Ulyanov & Lebedev (2016) and Antognini et al. (2019): seeded normal
 * filters of variance 2 / inputs, a ReLU, no bias. Filters see all frequencies, as sound is stationary in time, not in
 * frequency. A layer needs as many frames as its filters see: 5, 9 and 64.
 */
export function randomNetwork(seed: number): SoundNetwork {
  const layers = Object.keys(BRANCHES);
  // Made once: the same array in every trace is stored once.
  const kernels = new Map<string, Float32Array>();
  const kernelOf = (layer: string, inputs: number): Float32Array => {
    const key = `${layer} ${inputs}`;
    const known = kernels.get(key);
    if (known) return known;
    const rng = new Rng(seed + layers.indexOf(layer));
    const kernel = rng.normals(inputs * FILTERS, Math.sqrt(2 / inputs));
    kernels.set(key, kernel);
    return kernel;
  };
  const run = (layer: string, amplitude: Tensor2D, stft: GraphStft): Tensor4D => {
    const branch = BRANCHES[layer];
    if (!branch) throw new RangeError(`the network random has no layer "${layer}"`);
    const { bands = stft.bins, frames } = branch;
    const seen = branch.bands === undefined ? amplitude : melAmplitudes(amplitude, stft, bands);
    const input = tf.reshape(compress(seen), [1, 1, stft.frames, bands]) as Tensor4D;
    const kernel = tf.tensor4d(kernelOf(layer, frames * bands), [1, frames, bands, FILTERS]);
    return tf.relu(tf.conv2d(input, kernel, 1, 'valid'));
  };
  return {
    name: 'random',
    layers,
    features: (amplitude, stft, names) =>
      Object.fromEntries(names.map((layer) => [layer, run(layer, amplitude, stft)])),
  };
}
