import { expanded, KAPPA } from '../../shared/dsp/compression.js';
import { dftBasis } from '../../shared/dsp/dftBasis.js';
import { melBank } from '../../shared/dsp/mel.js';
import { type StftShape, sinePeak } from '../../shared/dsp/stft.js';
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { BAND_FLOOR } from './bands.js';

/** Added to the squared modulus, whose root has an infinite slope at zero; -100 dB of a full-scale sine. */
const MODULUS_FLOOR = 1e-10;

/** A short-time Fourier transform that the gradient can pass through, on a fixed number of frames. */
export interface GraphStft {
  readonly shape: StftShape;
  readonly frames: number;
  /** Samples that the frames cover: (frames - 1) hop + fftSamples. */
  readonly lengthSamples: number;
  /** Bins that are computed, from 0 Hz on. */
  readonly bins: number;
  readonly sampleRateHz: number;
  /** [fftSamples, 2 bins]: windowed cosines and sines, scaled so that a full-scale sine has amplitude 1. */
  readonly basis: Float32Array;
}

/** Makes the constants of a transform of `frames` frames. @param bins all, if left out */
export function graphStft(
  shape: StftShape,
  frames: number,
  sampleRateHz: number,
  bins: number = shape.fftSamples / 2 + 1,
): GraphStft {
  const { fftSamples, hopSamples } = shape;
  const length = (frames - 1) * hopSamples + fftSamples;
  return {
    shape,
    frames,
    lengthSamples: length,
    bins,
    sampleRateHz,
    basis: dftBasis(shape, bins, 1 / sinePeak(shape)),
  };
}

/** Amplitudes of a waveform [1, length], as [frames, bins]: a strided convolution with the windowed Fourier basis. */
export function amplitudes(waveform: Tensor, stft: GraphStft): Tensor2D {
  const { basis, bins, frames, lengthSamples: length, shape } = stft;
  const signal = tf.reshape(waveform, [1, 1, length, 1]) as Tensor4D;
  const kernel = tf.tensor4d(basis, [1, shape.fftSamples, 1, 2 * bins]);
  const both = tf.reshape(tf.conv2d(signal, kernel, [1, shape.hopSamples], 'valid'), [frames, 2 * bins]);
  const [re, im] = tf.split(both, 2, 1) as [Tensor2D, Tensor2D];
  return tf.sqrt(tf.add(tf.add(tf.square(re), tf.square(im)), MODULUS_FLOOR)) as Tensor2D;
}

/** Compressed amplitudes, ln(1 + 1000 a). */
export function compress<T extends Tensor>(amplitude: T): T {
  return tf.log1p(tf.mul(amplitude, KAPPA));
}

/** The inverse of `compress`. */
export function expand<T extends Tensor>(level: T): T {
  return tf.div(tf.expm1(level), KAPPA);
}

/** Amplitudes of compressed ones, outside of any graph. */
export function expandLevels(levels: Float32Array): Float32Array {
  return levels.map(expanded);
}

/** Amplitudes [frames, bins] of all bins as means over mel bands, [frames, bands]. */
export function melAmplitudes(
  amplitude: Tensor2D,
  { shape, sampleRateHz, bins }: GraphStft,
  bands: number,
): Tensor2D {
  const bank = melBank({ sampleRateHz, fftSamples: shape.fftSamples, bands });
  return tf.matMul(amplitude, tf.tensor2d(bank, [bins, bands]));
}

/** The logarithm of the power in mel bands, ln(p + 1e-8), [frames, bands]. */
export function logMelPower(amplitude: Tensor2D, stft: GraphStft, bands: number): Tensor2D {
  return tf.log(tf.add(melAmplitudes(tf.square(amplitude), stft, bands), BAND_FLOOR));
}
