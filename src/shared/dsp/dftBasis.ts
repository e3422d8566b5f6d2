import { Stft, type StftShape } from './stft.js';

/**
 * The short-time transform as a constant matrix [fftSamples, 2 * bins], for a differentiable STFT: a strided
 * product of the signal with it gives the real parts in the first `bins` columns and the imaginary parts in
 * the rest, equal to `Stft.analyse` on the frames that lie inside the signal. The window is included.
 *
 * @param bins how many, from 0 Hz on; all if left out
 * @param gain factor on everything
 */
export function dftBasis(shape: StftShape, bins = shape.fftSamples / 2 + 1, gain = 1): Float32Array {
  const { fftSamples, window } = new Stft(shape);
  // Angles repeat: a cosine for every entry would take seconds.
  const cosines = Float64Array.from({ length: fftSamples }, (_, i) =>
    Math.cos((2 * Math.PI * i) / fftSamples),
  );
  const sines = Float64Array.from({ length: fftSamples }, (_, i) => Math.sin((2 * Math.PI * i) / fftSamples));
  const basis = new Float32Array(fftSamples * 2 * bins);
  for (let k = 0; k < fftSamples; k++) {
    const row = k * 2 * bins;
    const level = gain * window[k]!;
    for (let m = 0, phase = 0; m < bins; m++, phase = (phase + k) % fftSamples) {
      basis[row + m] = level * cosines[phase]!;
      basis[row + bins + m] = -level * sines[phase]!;
    }
  }
  return basis;
}
