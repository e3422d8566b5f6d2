import FFT from 'fft.js';
import { NstError } from '../errors.js';

/** Anything that holds real numbers by index and can be written to. */
export type Samples = Float32Array | Float64Array;

/**
 * Discrete Fourier transform of real frames of one size, X[m] = sum_k x[k] exp(-2 pi i m k / size), through
 * the radix-4 transform of `fft.js`. Only the bins 0 .. size/2 are kept. Work is done in double precision.
 */
export class RealFft {
  /** Number of bins: size / 2 + 1. */
  readonly bins: number;
  readonly #fft: FFT;
  readonly #spectrum: Float64Array;
  readonly #time: Float64Array;

  /** @param size length of a frame: a power of two, at least 4 */
  constructor(readonly size: number) {
    if (!Number.isInteger(Math.log2(size)) || size < 4) {
      throw new NstError('NST_BAD_OPTION', `FFT size: expected a power of two of at least 4, found ${size}`);
    }
    this.bins = size / 2 + 1;
    this.#fft = new FFT(size);
    this.#spectrum = new Float64Array(2 * size);
    this.#time = new Float64Array(2 * size);
  }

  /** Transforms `frame` [size] and writes real and imaginary parts of the bins from `offset` on. */
  forward(frame: Samples, re: Samples, im: Samples, offset = 0): void {
    const spectrum = this.#spectrum;
    this.#fft.realTransform(spectrum, frame);
    for (let m = 0; m < this.bins; m++) {
      re[offset + m] = spectrum[2 * m]!;
      im[offset + m] = spectrum[2 * m + 1]!;
    }
  }

  /**
   * The frame [size] whose transform is re + i im (from `offset` on). The imaginary parts of the first and
   * the last bin cannot belong to a real frame and are ignored.
   */
  inverse(re: Samples, im: Samples, offset: number, frame: Samples): void {
    const spectrum = this.#spectrum;
    for (let m = 0; m < this.bins; m++) {
      spectrum[2 * m] = re[offset + m]!;
      spectrum[2 * m + 1] = im[offset + m]!;
    }
    spectrum[1] = 0;
    spectrum[this.size + 1] = 0;
    this.#fft.completeSpectrum(spectrum);
    this.#fft.inverseTransform(this.#time, spectrum);
    for (let k = 0; k < this.size; k++) frame[k] = this.#time[2 * k]!;
  }
}
