import { Stft, type StftShape } from './stft.js';

/**
 * The short-time transform as a constant matrix [fftSize, 2 * bins], for a differentiable STFT: a strided
 * product of the signal with it gives the real parts in the first `bins` columns and the imaginary parts in
 * the rest, equal to `Stft.analyse` on the frames that lie inside the signal. The window is included.
 *
 * @param bins how many, from 0 Hz on; all if left out
 * @param gain factor on everything
 */
export function dftBasis(shape: StftShape, bins = shape.fftSize / 2 + 1, gain = 1): Float32Array {
  const { fftSize, window } = new Stft(shape);
  // Angles repeat: a cosine for every entry would take seconds.
  const cosines = Float64Array.from({ length: fftSize }, (_, i) => Math.cos((2 * Math.PI * i) / fftSize));
  const sines = Float64Array.from({ length: fftSize }, (_, i) => Math.sin((2 * Math.PI * i) / fftSize));
  const basis = new Float32Array(fftSize * 2 * bins);
  for (let k = 0; k < fftSize; k++) {
    const row = k * 2 * bins;
    const level = gain * window[k]!;
    for (let m = 0, phase = 0; m < bins; m++, phase = (phase + k) % fftSize) {
      basis[row + m] = level * cosines[phase]!;
      basis[row + bins + m] = -level * sines[phase]!;
    }
  }
  return basis;
}
