import { Stft, type StftShape } from './stft.js';

/**
 * The short-time transform as a constant matrix [fftSize, 2 * bins], for a differentiable STFT: a strided
 * product of the signal with it gives the real parts in the first `bins` columns and the imaginary parts in
 * the rest, equal to `Stft.analyse` on the frames that lie inside the signal. The window is included.
 */
export function dftBasis(shape: StftShape): Float32Array {
  const { fftSize, bins, window } = new Stft(shape);
  const basis = new Float32Array(fftSize * 2 * bins);
  for (let k = 0; k < fftSize; k++) {
    const row = k * 2 * bins;
    for (let m = 0; m < bins; m++) {
      // The product is reduced first: cos of a large angle would lose the last digits.
      const angle = (2 * Math.PI * ((k * m) % fftSize)) / fftSize;
      basis[row + m] = (window[k] as number) * Math.cos(angle);
      basis[row + bins + m] = -(window[k] as number) * Math.sin(angle);
    }
  }
  return basis;
}
