import { expanded, KAPPA } from '../../shared/dsp/compression.js';
import { type DftBasis, dftBasis } from '../../shared/dsp/dftBasis.js';
import { melBank } from '../../shared/dsp/mel.js';
import { type StftShape, sinePeak } from '../../shared/dsp/stft.js';
import { type Tensor, type Tensor2D, tf } from '../../shared/engine/tf.js';
import { BAND_FLOOR } from './bands.js';

/** Added to the squared modulus, whose root has an infinite slope at zero; -100 dB of a full-scale sine. */
export const MODULUS_FLOOR = 1e-10;

/** A short-time Fourier transform that the gradient can pass through, on a fixed number of frames. */
export interface GraphStft {
  readonly shape: StftShape;
  readonly frames: number;
  /** Samples that the frames cover: (frames - 1) hop + fftSamples. */
  readonly lengthSamples: number;
  /** Bins that are computed, from 0 Hz on. */
  readonly bins: number;
  readonly sampleRateHz: number;
  /** Scaled so that a full-scale sine has amplitude 1. */
  readonly basis: DftBasis;
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

/** Amplitudes of a waveform [1, length], as [frames, bins]. */
export function amplitudes(waveform: Tensor, stft: GraphStft): Tensor2D {
  const { even, odd } = amplitudesByParity(waveform, stft);
  const [frames, columns] = even.shape;
  const both = tf.reshape(tf.stack([even, odd], 2), [frames, 2 * columns]) as Tensor2D;
  return 2 * columns === stft.bins ? both : tf.slice(both, [0, 0], [frames, stft.bins]);
}

/** Amplitudes of even and of odd bins, each [frames, ceil(bins / 2)]. */
export interface ParityAmplitudes {
  readonly even: Tensor2D;
  /** One more than there are, where the number of bins is odd. */
  readonly odd: Tensor2D;
}

/** Amplitudes of a waveform [1, length]: products of its windowed and folded frames with the Fourier basis (`dftBasis`). */
export function amplitudesByParity(waveform: Tensor, stft: GraphStft): ParityAmplitudes {
  const { basis, bins, shape } = stft;
  const inside = shape.fftSamples / 4 - 1;
  const windowed = tf.mul(framesOf(waveform, stft), tf.tensor2d(basis.window, [1, shape.fftSamples]));
  const sizes = [1, inside, 1, inside, 1, inside, 1, inside];
  const [, first, half, second, middle, third, otherHalf, fourth] = tf.split(windowed, sizes, 1);
  const mirrored = (x: Tensor | undefined) => tf.reverse(x!, 1);
  // Samples k and N - k, and those as far from the quarters' other ends: N / 2 - k and N / 2 + k.
  const [sums, differences] = sumAndDifference(first!, mirrored(fourth));
  const [otherSums, otherDifferences] = sumAndDifference(mirrored(second), third!);
  const [evenCosines, oddCosines] = sumAndDifference(sums, otherSums);
  const [oddSines, evenSines] = sumAndDifference(differences, otherDifferences);
  const [halfSum, halfDifference] = sumAndDifference(half!, otherHalf!);
  const times = (parts: Tensor[], matrix: Float32Array) => {
    const rows = tf.concat(parts, 1) as Tensor2D;
    return tf.matMul(rows, tf.tensor2d(matrix, [rows.shape[1], Math.ceil(bins / 2)]));
  };
  return {
    even: modulus(
      times([middle!, evenCosines, halfSum], basis.evenCosines),
      times([evenSines], basis.evenSines),
    ),
    odd: modulus(
      times([middle!, oddCosines], basis.oddCosines),
      times([oddSines, halfDifference], basis.oddSines),
    ),
  };
}

const sumAndDifference = (x: Tensor, y: Tensor): [Tensor, Tensor] => [tf.add(x, y), tf.sub(x, y)];

const modulus = (re: Tensor, im: Tensor): Tensor2D =>
  tf.sqrt(tf.add(tf.add(tf.square(re), tf.square(im)), MODULUS_FLOOR)) as Tensor2D;

/** The frames of a waveform [1, length], as [frames, fftSamples]: stretches of a hop, laid side by side. */
function framesOf(waveform: Tensor, { frames, lengthSamples: length, shape }: GraphStft): Tensor2D {
  const { fftSamples, hopSamples } = shape;
  const count = Math.ceil(fftSamples / hopSamples);
  const rows = frames - 1 + count;
  const missing = rows * hopSamples - length;
  const whole = missing > 0 ? tf.pad(tf.reshape(waveform, [length]), [[0, missing]]) : waveform;
  const stretches = tf.reshape(whole, [rows, hopSamples]);
  const sides = Array.from({ length: count }, (_, i) => tf.slice(stretches, [i, 0], [frames, hopSamples]));
  const wide = tf.concat(sides, 1);
  return (missing > 0 ? tf.slice(wide, [0, 0], [frames, fftSamples]) : wide) as Tensor2D;
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
