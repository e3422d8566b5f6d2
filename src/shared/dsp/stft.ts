import { NstError } from '../errors.js';
import { RealFft } from './fft.js';
import { hannWindow } from './window.js';

/** How a signal is cut into frames. */
export interface StftShape {
  /** Length of the transform in samples: a power of two. */
  readonly fftSize: number;
  /** Distance between frames in samples, at most half the window. */
  readonly hopSize: number;
  /** Length of the Hann window in samples, centred in the frame; `fftSize` if left out. */
  readonly windowSize?: number;
}

/** A short-time spectrum; both arrays are [frames, bins], bins = fftSize / 2 + 1. */
export interface Spectrum {
  readonly frames: number;
  readonly bins: number;
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/** Below this sum of squared windows a sample is outside every frame and cannot be rebuilt. */
const UNCOVERED = 1e-10;

/**
 * Short-time Fourier transform and its inverse.
 *
 * Frame t is centred on sample t * hopSize; the signal is continued at both ends by reflection, so that
 * length n gives 1 + floor(n / hopSize) frames. The inverse is the least-squares one of Griffin & Lim (1984):
 * overlap-add of the windowed frames, divided by the sum of squared windows. It is exact on the transform of
 * a real signal, for every window and hop that cover all samples.
 */
export class Stft {
  readonly fftSize: number;
  readonly hopSize: number;
  /** Number of frequency bins: fftSize / 2 + 1. */
  readonly bins: number;
  /** The window, [fftSize], with zeros around it where it is shorter than the frame. */
  readonly window: Float64Array;
  readonly #fft: RealFft;
  readonly #frame: Float64Array;

  constructor(shape: StftShape) {
    const { fftSize, hopSize, windowSize = fftSize } = shape;
    this.#fft = new RealFft(fftSize);
    if (!Number.isInteger(windowSize) || windowSize < 4 || windowSize > fftSize) {
      throw new NstError('NST_BAD_OPTION', `window: expected 4 to ${fftSize} samples, found ${windowSize}`);
    }
    if (!Number.isInteger(hopSize) || hopSize < 1 || hopSize > windowSize / 2) {
      const expected = `expected 1 to ${Math.floor(windowSize / 2)} samples (half the window)`;
      throw new NstError('NST_BAD_OPTION', `hop: ${expected}, found ${hopSize}`);
    }
    this.fftSize = fftSize;
    this.hopSize = hopSize;
    this.bins = this.#fft.bins;
    this.window = new Float64Array(fftSize);
    this.window.set(hannWindow(windowSize), (fftSize - windowSize) >> 1);
    this.#frame = new Float64Array(fftSize);
  }

  /** Number of frames of a signal of `length` samples. */
  frameCount(length: number): number {
    return 1 + Math.floor(length / this.hopSize);
  }

  /** The spectrum of `signal` (at least one sample). */
  analyse(signal: Float32Array): Spectrum {
    if (signal.length === 0) throw new NstError('NST_BAD_INPUT', 'expected a signal, found no samples');
    const frames = this.frameCount(signal.length);
    const re = new Float32Array(frames * this.bins);
    const im = new Float32Array(frames * this.bins);
    for (let t = 0; t < frames; t++) {
      this.#readFrame(signal, t * this.hopSize - this.fftSize / 2);
      this.#fft.forward(this.#frame, re, im, t * this.bins);
    }
    return { frames, bins: this.bins, re, im };
  }

  /** The signal of `length` samples whose spectrum is closest to `spectrum` in the least-squares sense. */
  synthesise(spectrum: Spectrum, length: number): Float32Array {
    const sum = new Float64Array(length);
    const weight = new Float64Array(length);
    for (let t = 0; t < spectrum.frames; t++) {
      this.#fft.inverse(spectrum.re, spectrum.im, t * this.bins, this.#frame);
      this.#addFrame(sum, weight, t * this.hopSize - this.fftSize / 2);
    }
    return Float32Array.from(sum, (value, i) => {
      const covered = weight[i]!;
      return covered > UNCOVERED ? value / covered : 0;
    });
  }

  #readFrame(signal: Float32Array, start: number): void {
    const { window } = this;
    const inside = start >= 0 && start + window.length <= signal.length;
    for (let k = 0; k < window.length; k++) {
      const i = inside ? start + k : reflect(start + k, signal.length);
      this.#frame[k] = window[k]! * signal[i]!;
    }
  }

  #addFrame(sum: Float64Array, weight: Float64Array, start: number): void {
    const { window } = this;
    const first = Math.max(0, -start);
    const last = Math.min(window.length, sum.length - start);
    for (let k = first; k < last; k++) {
      const w = window[k]!;
      sum[start + k] = sum[start + k]! + w * this.#frame[k]!;
      weight[start + k] = weight[start + k]! + w * w;
    }
  }
}

/** The index in [0, length) that `index` is mirrored to at the ends (which are not repeated), however far out. */
export function reflect(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const folded = ((index % period) + period) % period;
  return folded < length ? folded : period - folded;
}

/** |X|, [frames, bins]. */
export function magnitudeOf(spectrum: Spectrum): Float32Array {
  const { re, im } = spectrum;
  const magnitude = new Float32Array(re.length);
  for (let i = 0; i < re.length; i++) {
    const a = re[i]!;
    const b = im[i]!;
    magnitude[i] = Math.sqrt(a * a + b * b);
  }
  return magnitude;
}
