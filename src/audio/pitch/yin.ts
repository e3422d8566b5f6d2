/** The difference function of YIN (de Cheveigne & Kawahara 2002) and what can be read from it. */
import { RealFft } from '../../shared/dsp/fft.js';
import { peakOffset } from '../../shared/dsp/peakOffset.js';
import { reflect } from '../../shared/dsp/stft.js';

/** Which periods are looked for, and over what time. */
export interface YinShape {
  readonly sampleRateHz: number;
  /** Samples that are compared with those a period later. */
  readonly windowSamples: number;
  readonly lowHz: number;
  readonly highHz: number;
}

/** Differences of a signal from itself, lag by lag. */
export interface Differences {
  /** Sums of squared differences, [longest lag + 1]. */
  readonly raw: Float64Array;
  /** The same over their mean up to that lag, 1 at lag 0: near 0 at a period. */
  readonly normalised: Float64Array;
}

/** A lag at which the signal repeats itself. */
export interface Dip {
  /** In samples, a whole number. */
  readonly lag: number;
  /** Normalised difference there: 0 for a signal that is periodic. */
  readonly depth: number;
}

/** Computes the differences of frames of one shape; the sums of products come from a transform. */
export class Yin {
  readonly shortestLag: number;
  readonly longestLag: number;
  readonly #fft: RealFft;
  readonly #frame: Float64Array;

  constructor(readonly shape: YinShape) {
    const { sampleRateHz, windowSamples, lowHz, highHz } = shape;
    this.shortestLag = Math.max(2, Math.floor(sampleRateHz / highHz));
    this.longestLag = Math.ceil(sampleRateHz / lowHz) + 1;
    const size = 2 ** Math.ceil(Math.log2(2 * windowSamples + this.longestLag));
    this.#fft = new RealFft(size);
    this.#frame = new Float64Array(windowSamples + this.longestLag);
  }

  /** Of the frame that is centred on a sample; the signal is mirrored at its ends. */
  differences(signal: Float32Array, centre: number): Differences {
    const frame = this.#frame;
    const start = centre - (frame.length >> 1);
    for (let i = 0; i < frame.length; i++) frame[i] = signal[reflect(start + i, signal.length)]!;
    const raw = this.#sums(frame, this.#products(frame));
    return { raw, normalised: normalise(raw) };
  }

  /** Sums of x[j] x[j + lag] over the window, by lag. */
  #products(frame: Float64Array): Float64Array {
    const { size, bins } = this.#fft;
    const { windowSamples } = this.shape;
    const transform = (x: Float64Array) => {
      const padded = new Float64Array(size);
      padded.set(x);
      const [re, im] = [new Float64Array(bins), new Float64Array(bins)];
      this.#fft.forward(padded, re, im);
      return { re, im };
    };
    const [window, all] = [transform(frame.subarray(0, windowSamples)), transform(frame)];
    const re = all.re.map((x, i) => x * window.re[i]! + all.im[i]! * window.im[i]!);
    const im = all.im.map((x, i) => x * window.re[i]! - all.re[i]! * window.im[i]!);
    const products = new Float64Array(size);
    this.#fft.inverse(re, im, 0, products);
    return products;
  }

  #sums(frame: Float64Array, products: Float64Array): Float64Array {
    const { windowSamples } = this.shape;
    const raw = new Float64Array(this.longestLag + 1);
    let first = 0;
    for (let j = 0; j < windowSamples; j++) first += frame[j]! ** 2;
    let shifted = first;
    for (let lag = 1; lag <= this.longestLag; lag++) {
      shifted += frame[lag + windowSamples - 1]! ** 2 - frame[lag - 1]! ** 2;
      raw[lag] = Math.max(0, first + shifted - 2 * products[lag]!);
    }
    return raw;
  }

  /** The local minima of normalised differences, from the shortest lag on. */
  dips({ normalised }: Differences): Dip[] {
    const dips: Dip[] = [];
    for (let lag = this.shortestLag; lag < this.longestLag; lag++) {
      const depth = normalised[lag]!;
      if (depth < normalised[lag - 1]! && depth <= normalised[lag + 1]!) dips.push({ lag, depth });
    }
    return dips;
  }

  /**
   * The period of a dip in samples, between samples: the parabola through it and its neighbours, and then through the dips at
   * twice, four times ... its lag as far as they are there, each of which halves what is left of the error.
   */
  period({ raw, normalised }: Differences, { lag, depth }: Dip): number {
    let period = lag + vertex(raw, lag);
    for (let count = 2; count * period < this.longestLag - 1; count *= 2) {
      const multiple = localMinimum(raw, Math.round(count * period));
      const isSame = Math.abs(multiple - count * period) < 1 && normalised[multiple]! < depth + SAME_DEPTH;
      if (!isSame) break;
      period = (multiple + vertex(raw, multiple)) / count;
    }
    return period;
  }
}

/** A dip at a multiple of a period that is shallower by more than this belongs to a tone that changes. */
const SAME_DEPTH = 0.05;

function normalise(raw: Float64Array): Float64Array {
  let sum = 0;
  return raw.map((difference, lag) => {
    sum += difference;
    return lag > 0 && sum > 0 ? (difference * lag) / sum : 1;
  });
}

/** The lowest of three neighbours. */
function localMinimum(values: Float64Array, index: number): number {
  const near = [index, index - 1, index + 1];
  return near.reduce((best, i) => (values[i]! < values[best]! ? i : best));
}

/** Where the parabola through three neighbours has its vertex, from the middle one, -0.5..0.5. */
function vertex(values: Float64Array, index: number): number {
  return peakOffset(-values[index - 1]!, -values[index]!, -values[index + 1]!);
}
