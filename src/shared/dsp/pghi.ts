import FlatQueue from 'flatqueue';
import type { Rng } from '../rng.js';
import type { Spectrum, StftShape } from './stft.js';

/** Magnitudes below this share of the largest carry no reliable phase: they get a random one. */
const TOLERANCE = 1e-6;

/** Window constant of a Hann window of length L: gamma = HANN_GAMMA * L^2 (Prusa et al. 2017, table I). */
const HANN_GAMMA = 0.25645;

/**
 * Phases for short-time magnitudes without iteration: phase gradient heap integration (Prusa, Balazs &
 * Sondergaard, TASLP 2017). For a Gaussian window the phase gradient follows from the gradient of the log
 * magnitude; a Hann window is close enough to one. The gradient is integrated from the loudest bins outwards.
 * Wants a hop of fftSamples / 8 or less. Departure from the paper: one tolerance instead of two.
 *
 * @param magnitude [frames, bins] as `Stft.analyse` of the same shape would give
 * @returns a spectrum with these magnitudes, [frames, bins]
 */
export function integratePhase(magnitude: Float32Array, shape: StftShape, rng: Rng): Spectrum {
  const loudest = magnitude.reduce((a, b) => Math.max(a, b), 0);
  const spectrogram = new Spectrogram(magnitude, shape.fftSamples / 2 + 1, loudest * TOLERANCE);
  const integration = new PhaseIntegration(spectrogram, phaseGradient(spectrogram, shape));
  for (const bin of spectrogram.loudestFirst()) integration.beginAt(bin);
  return integration.spectrum(rng);
}

/** Magnitudes [frames, bins], those up to `floor` without a phase of their own. */
class Spectrogram {
  readonly frames: number;

  constructor(
    readonly magnitude: Float32Array,
    readonly bins: number,
    readonly floor: number,
  ) {
    this.frames = magnitude.length / bins;
  }

  /** Indices of the bins above the floor. */
  loudestFirst(): Uint32Array {
    const { magnitude, floor } = this;
    const indices: number[] = [];
    magnitude.forEach((m, i) => {
      if (m > floor) indices.push(i);
    });
    return Uint32Array.from(indices).sort((a, b) => magnitude[b]! - magnitude[a]!);
  }
}

interface PhaseGradient {
  /** Change of phase from a frame to the next, [frames, bins]. */
  readonly alongTime: Float64Array;
  /** Change of phase from a bin to the next, [frames, bins]. */
  readonly alongFrequency: Float64Array;
}

function phaseGradient(
  { magnitude, frames, bins, floor }: Spectrogram,
  { fftSamples, hopSamples, windowSamples = fftSamples }: StftShape,
): PhaseGradient {
  const gamma = HANN_GAMMA * windowSamples ** 2;
  const scale = (hopSamples * fftSamples) / gamma;
  const log = Float64Array.from(magnitude, (m) => Math.log(Math.max(m, floor, Number.MIN_VALUE)));
  const alongTime = new Float64Array(log.length);
  const alongFrequency = new Float64Array(log.length);
  const difference = (i: number, stride: number, isFirst: boolean, isLast: boolean) => {
    const after = isLast ? i : i + stride;
    const before = isFirst ? i : i - stride;
    return after === before ? 0 : ((log[after]! - log[before]!) * stride) / (after - before);
  };
  for (let t = 0; t < frames; t++) {
    for (let m = 0; m < bins; m++) {
      const i = t * bins + m;
      const perBin = difference(i, 1, m === 0, m === bins - 1);
      const perFrame = difference(i, bins, t === 0, t === frames - 1);
      alongTime[i] = scale * perBin + (2 * Math.PI * hopSamples * m) / fftSamples;
      alongFrequency[i] = -perFrame / scale;
    }
  }
  return { alongTime, alongFrequency };
}

/** Phases that become known from bin to bin. */
class PhaseIntegration {
  readonly #phase: Float64Array;
  readonly #isKnown: Uint8Array;
  /** Bins whose neighbours may be unknown, the loudest first: the queue hands out the lowest priority. */
  readonly #border: FlatQueue;

  constructor(
    private readonly spectrogram: Spectrogram,
    private readonly gradient: PhaseGradient,
  ) {
    const { length } = spectrogram.magnitude;
    this.#phase = new Float64Array(length);
    this.#isKnown = new Uint8Array(length);
    this.#border = new FlatQueue(length);
  }

  /** Gives a bin, unless it is known, the phase 0, and all bins that hang together with it theirs. */
  beginAt(bin: number): void {
    if (this.#isKnown[bin]) return;
    this.#learn(bin, 0);
    for (let i = this.#border.pop(); i !== undefined; i = this.#border.pop()) this.#spread(i);
  }

  #learn(bin: number, phase: number): void {
    this.#isKnown[bin] = 1;
    this.#phase[bin] = phase;
    this.#border.push(bin, -this.spectrogram.magnitude[bin]!);
  }

  /** Gives the unknown neighbours of a bin their phase. */
  #spread(bin: number): void {
    const { frames, bins } = this.spectrogram;
    const { alongTime, alongFrequency } = this.gradient;
    const t = Math.floor(bin / bins);
    const m = bin - t * bins;
    if (t + 1 < frames) this.#reach(bin, bin + bins, alongTime);
    if (t > 0) this.#reach(bin, bin - bins, alongTime);
    if (m + 1 < bins) this.#reach(bin, bin + 1, alongFrequency);
    if (m > 0) this.#reach(bin, bin - 1, alongFrequency);
  }

  /** Integrates the slopes from a bin to its neighbour by the trapezoidal rule. */
  #reach(from: number, to: number, slopes: Float64Array): void {
    const { magnitude, floor } = this.spectrogram;
    if (this.#isKnown[to] || magnitude[to]! <= floor) return;
    this.#learn(to, this.#phase[from]! + (Math.sign(to - from) * (slopes[from]! + slopes[to]!)) / 2);
  }

  /** The gradient belongs to windows centred at time 0; frames that start there differ by (-1)^bin. */
  spectrum(rng: Rng): Spectrum {
    const { magnitude, frames, bins } = this.spectrogram;
    const re = new Float32Array(magnitude.length);
    const im = new Float32Array(magnitude.length);
    for (let i = 0; i < magnitude.length; i++) {
      const angle = this.#isKnown[i] ? this.#phase[i]! + Math.PI * (i % bins) : 2 * Math.PI * rng.uniform();
      re[i] = magnitude[i]! * Math.cos(angle);
      im[i] = magnitude[i]! * Math.sin(angle);
    }
    return { frames, bins, re, im };
  }
}
