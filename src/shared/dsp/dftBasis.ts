import { Stft, type StftShape } from './stft.js';

/** The short-time transform as two constant matrices, for frames that are folded in the middle. */
export interface DftBasis {
  /** [fftSamples / 2, bins], for the sums of samples equally far from the middle, that in the middle last. */
  readonly cosines: Float32Array;
  /** [fftSamples / 2 - 1, bins], for their differences. */
  readonly sines: Float32Array;
}

/**
 * For a differentiable STFT: windows are alike on both sides of the middle, cosines too, and sines are but for their sign. So a frame's
 * real parts are those of the sums of its samples k and fftSamples - k, k = 1 .. fftSamples / 2 - 1, and of the one in the middle; its
 * imaginary parts are those of the differences, the first less the second. The first sample of a frame is where a window is 0. Half the
 * products of a plain matrix, and half its room. Equal to `Stft.analyse` on the frames that lie inside the signal; the window is included.
 *
 * @param bins how many, from 0 Hz on; all if left out
 * @param gain factor on everything
 */
export function dftBasis(shape: StftShape, bins = shape.fftSamples / 2 + 1, gain = 1): DftBasis {
  const { fftSamples, window } = new Stft(shape);
  const half = fftSamples / 2;
  // Angles repeat: a cosine for every entry would take seconds.
  const table = (of: (angle: number) => number) =>
    Float64Array.from({ length: fftSamples }, (_, i) => of((2 * Math.PI * i) / fftSamples));
  const [cosine, sine] = [table(Math.cos), table(Math.sin)];
  const cosines = new Float32Array(half * bins);
  const sines = new Float32Array((half - 1) * bins);
  for (let k = 1; k <= half; k++) {
    const level = gain * window[k]!;
    const row = (k - 1) * bins;
    for (let m = 0, phase = 0; m < bins; m++, phase = (phase + k) % fftSamples) {
      cosines[row + m] = level * cosine[phase]!;
      if (k < half) sines[row + m] = -level * sine[phase]!;
    }
  }
  return { cosines, sines };
}
