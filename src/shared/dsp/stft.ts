import { NstError } from '../errors.js';
import { RealFft } from './fft.js';
import { hannWindow } from './window.js';

/** How a signal is cut into frames. */
export interface StftShape {
  /** Length of the transform in samples: a power of two. */
  readonly fftSamples: number;
  /** Distance between frames in samples, at most half the window. */
  readonly hopSamples: number;
  /** Length of the Hann window in samples, centred in the frame; `fftSamples` if left out. */
  readonly windowSamples?: number;
}

/** A short-time spectrum; both arrays are [frames, bins], bins = fftSamples / 2 + 1. */
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
 * Frame t is centred on sample t * hopSamples; the signal is continued at both ends by reflection, so that
 * length n gives 1 + floor(n / hopSamples) frames. The inverse is the least-squares one of Griffin & Lim (1984):
 * overlap-add of the windowed frames, divided by the sum of squared windows. It is exact on the transform of
 * a real signal, for every window and hop that cover all samples.
 */
export class Stft {
  readonly fftSamples: number;
  readonly hopSamples: number;
  /** Number of frequency bins: fftSamples / 2 + 1. */
  readonly bins: number;
  /** The window, [fftSamples], with zeros around it where it is shorter than the frame. */
  readonly window: Float64Array;
  readonly #fft: RealFft;
  readonly #frame: Float64Array;

  constructor(shape: StftShape) {
    const { fftSamples, hopSamples, windowSamples = fftSamples } = shape;
    this.#fft = new RealFft(fftSamples);
    if (!Number.isInteger(windowSamples) || windowSamples < 4 || windowSamples > fftSamples) {
      throw new NstError(
        'NST_BAD_OPTION',
        `window: expected 4 to ${fftSamples} samples, found ${windowSamples}`,
      );
    }
    if (!Number.isInteger(hopSamples) || hopSamples < 1 || hopSamples > windowSamples / 2) {
      const expected = `expected 1 to ${Math.floor(windowSamples / 2)} samples (half the window)`;
      throw new NstError('NST_BAD_OPTION', `hop: ${expected}, found ${hopSamples}`);
    }
    this.fftSamples = fftSamples;
    this.hopSamples = hopSamples;
    this.bins = this.#fft.bins;
    this.window = new Float64Array(fftSamples);
    this.window.set(hannWindow(windowSamples), (fftSamples - windowSamples) >> 1);
    this.#frame = new Float64Array(fftSamples);
  }

  /** Number of frames of a signal of `length` samples. */
  frameCount(length: number): number {
    return 1 + Math.floor(length / this.hopSamples);
  }

  /** The spectrum of `signal` (at least one sample). */
  analyse(signal: Float32Array): Spectrum {
    if (signal.length === 0) throw new NstError('NST_BAD_INPUT', 'expected a signal, found no samples');
    const frames = this.frameCount(signal.length);
    const re = new Float32Array(frames * this.bins);
    const im = new Float32Array(frames * this.bins);
    for (let t = 0; t < frames; t++) {
      this.#readFrame(signal, t * this.hopSamples - this.fftSamples / 2);
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
      this.#addFrame(sum, weight, t * this.hopSamples - this.fftSamples / 2);
    }
    const signal = new Float32Array(length);
    for (let i = 0; i < length; i++) {
      const covered = weight[i]!;
      if (covered > UNCOVERED) signal[i] = sum[i]! / covered;
    }
    return signal;
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

/** |X|^2 times a factor, [frames, bins]. */
export function powerOf({ re, im }: Spectrum, factor = 1): Float32Array {
  const power = new Float32Array(re.length);
  for (let i = 0; i < re.length; i++) {
    const a = re[i]!;
    const b = im[i]!;
    power[i] = factor * (a * a + b * b);
  }
  return power;
}

/** The magnitude of a full-scale sine under a Hann window: a quarter of the window's length. */
export function sinePeak({ fftSamples, windowSamples = fftSamples }: StftShape): number {
  return windowSamples / 4;
}

/** Magnitudes over that of a full-scale sine, [frames, bins]. */
export function amplitudesOf(spectrum: Spectrum, shape: StftShape): Float32Array {
  const peak = sinePeak(shape);
  const amplitudes = magnitudeOf(spectrum);
  for (let i = 0; i < amplitudes.length; i++) amplitudes[i] = amplitudes[i]! / peak;
  return amplitudes;
}
