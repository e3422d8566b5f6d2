import { type Tensor4D, tf } from '../../shared/engine/tf.js';
import { Rng } from '../../shared/rng.js';
import type { SoundNetwork } from './soundNetwork.js';

/** Name of its only layer. */
export const ULYANOV_LAYER = 'conv';
const FILTERS = 4096;
const FRAMES = 11;

/**
 * The untrained network of Ulyanov & Lebedev (2016), to the letter: 4096 random filters over all bins and 11 frames of
 * ln(1 + |X|), normal with deviation sqrt(2) sqrt(2 / ((bins + 4096) 11)), a ReLU, no padding, no bias. |X| is not scaled:
 * that of a full-scale sine is half the sum of the window. Some 190 MB of filters for 1025 bins.
 */
export function ulyanovNetwork(seed: number): SoundNetwork {
  // Made once: the same array in every trace is stored once.
  const kernels = new Map<number, Float32Array>();
  const kernelOf = (bins: number): Float32Array => {
    const known = kernels.get(bins);
    if (known) return known;
    const deviation = Math.SQRT2 * Math.sqrt(2 / ((bins + FILTERS) * FRAMES));
    const kernel = new Rng(seed).normals(FRAMES * bins * FILTERS, deviation);
    kernels.set(bins, kernel);
    return kernel;
  };
  return {
    name: 'ulyanov',
    layers: [ULYANOV_LAYER],
    features: (amplitude, { shape, frames, bins }) => {
      const { windowSamples = shape.fftSamples } = shape;
      const levels = tf.log1p(tf.mul(amplitude, windowSamples / 4));
      const input = tf.reshape(levels, [1, 1, frames, bins]) as Tensor4D;
      const kernel = tf.tensor4d(kernelOf(bins), [1, FRAMES, bins, FILTERS]);
      return { [ULYANOV_LAYER]: tf.relu(tf.conv2d(input, kernel, 1, 'valid')) };
    },
  };
}
