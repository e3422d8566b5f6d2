import { Stft, type StftShape } from './stft.js';

/**
 * The short-time transform as four constant matrices, for frames that were multiplied by the window and folded twice. Each is [rows,
 * ceil(bins / 2)]; Q is a quarter of the frame's samples. An odd number of bins has one more among the odd ones than asked for.
 */
export interface DftBasis {
  /** [fftSamples], by which frames are multiplied. */
  readonly window: Float32Array;
  /** Of even bins, [Q + 1, .]: rows for the middle of a frame, sums, and what lies halfway to the middle. */
  readonly evenCosines: Float32Array;
  /** Of odd bins, [Q, .]: for the middle, and differences. */
  readonly oddCosines: Float32Array;
  /** Of even bins, [Q - 1, .]: for differences. */
  readonly evenSines: Float32Array;
  /** Of odd bins, [Q, .]: for sums, and what lies halfway. */
  readonly oddSines: Float32Array;
}

/**
 * For a differentiable STFT. Cosines are alike on both sides of the middle of a frame, sines are but for their sign: so real parts are
 * those of the sums of samples k and fftSamples - k, k = 1 .. 2 Q - 1, and of the one in the middle; imaginary parts those of the
 * differences, the first less the second. The first sample of a frame is where a window is 0. What was folded so is folded once more: samples
 * k and 2 Q - k, k = 1 .. Q - 1, are multiplied by the same cosines and sines but for their signs, which are those of even or of odd bins. A quarter of
 * the products of a plain matrix, and a quarter of its room. Equal to `Stft.analyse` on the frames that lie inside the signal.
 *
 * @param bins how many, from 0 Hz on; all if left out
 * @param gain factor on everything
 */
export function dftBasis(shape: StftShape, bins = shape.fftSamples / 2 + 1, gain = 1): DftBasis {
  const { fftSamples, window } = new Stft(shape);
  const quarter = fftSamples / 4;
  const columns = Math.ceil(bins / 2);
  // Angles repeat: a cosine for every entry would take seconds.
  const table = (of: (angle: number) => number) =>
    Float64Array.from({ length: fftSamples }, (_, i) => of((2 * Math.PI * i) / fftSamples));
  const [cosine, sine] = [table(Math.cos), table(Math.sin)];
  const matrix = (samples: readonly number[], parity: 0 | 1, values: Float64Array, factor: number) => {
    const entries = new Float32Array(samples.length * columns);
    for (const [row, sample] of samples.entries()) {
      for (let column = 0; column < columns; column++) {
        const turn = (sample * (2 * column + parity)) % fftSamples;
        entries[row * columns + column] = factor * values[turn]!;
      }
    }
    return entries;
  };
  const [middle, half] = [2 * quarter, quarter];
  const inner = Array.from({ length: quarter - 1 }, (_, i) => i + 1);
  return {
    window: Float32Array.from(window),
    evenCosines: matrix([middle, ...inner, half], 0, cosine, gain),
    oddCosines: matrix([middle, ...inner], 1, cosine, gain),
    evenSines: matrix(inner, 0, sine, -gain),
    oddSines: matrix([...inner, half], 1, sine, -gain),
  };
}
