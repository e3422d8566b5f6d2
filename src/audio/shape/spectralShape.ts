import { melBank } from '../../shared/dsp/mel.js';
import { type Spectrum, Stft, type StftShape } from '../../shared/dsp/stft.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { BandSpread } from './bandGains.js';
import { logMelBands } from './logMelBands.js';

/** Gains beyond this only lift noise, or rounding errors. */
const MAXIMUM_GAIN_DB = 40;
const NEPER_PER_DB = Math.LN10 / 20;

/** A signal's ln band powers, and what it becomes with others. */
export interface HeardBands {
  /** As of `SpectralShaper.logMel`. */
  readonly logMel: Float32Array;
  /** As `SpectralShaper.reshape`; may be asked once, for it takes the spectrum with it. */
  reshaped(after: Float32Array, mostChangeDb?: number): Float32Array;
}

/** ln band powers [frames, 40] as they are and as they are to be. */
interface BandChange {
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly mostChangeDb: number;
}

/** Reads the spectral envelope of sounds and changes it: one for a sample rate and a transform. */
export class SpectralShaper {
  readonly #stft: Stft;
  readonly #bank: Float32Array;
  readonly #spread: BandSpread;

  constructor(
    private readonly shape: StftShape,
    sampleRateHz: number,
  ) {
    this.#stft = new Stft(shape);
    this.#bank = melBank({ sampleRateHz, fftSamples: shape.fftSamples, bands: MOMENT_BANDS });
    this.#spread = new BandSpread(this.#bank, MOMENT_BANDS);
  }

  /** ln(power + 1e-7) of 40 mel bands, [frames, 40]; a full-scale sine has power 1. */
  logMel(signal: Float32Array): Float32Array {
    return this.#logMelOf(this.#stft.analyse(signal));
  }

  #logMelOf(spectrum: Spectrum): Float32Array {
    return logMelBands(spectrum, this.shape, this.#bank);
  }

  /**
   * The signal with its envelope moved to where `target` says, by a gain for every frame and bin that is smooth over
   * frequency, so that pitches stay.
   *
   * @param target from ln band powers [frames, 40] to those wanted
   * @param mostChangeDb by which a frame may become louder or quieter as a whole
   */
  reshape(
    signal: Float32Array,
    target: (logMel: Float32Array) => Float32Array,
    mostChangeDb = Number.POSITIVE_INFINITY,
  ): Float32Array {
    const heard = this.hear(signal);
    return heard.reshaped(target(heard.logMel), mostChangeDb);
  }

  /** The bands of a signal, to be looked at before it is given others: it is analysed once for both. */
  hear(signal: Float32Array): HeardBands {
    const spectrum = this.#stft.analyse(signal);
    const logMel = this.#logMelOf(spectrum);
    const reshaped = (after: Float32Array, mostChangeDb = Number.POSITIVE_INFINITY) =>
      this.#reshaped(spectrum, { before: logMel, after, mostChangeDb }, signal.length);
    return { logMel, reshaped };
  }

  /** Changes the spectrum in place. */
  #reshaped(spectrum: Spectrum, { before, after, mostChangeDb }: BandChange, length: number): Float32Array {
    const limit = MAXIMUM_GAIN_DB * NEPER_PER_DB;
    const gains = after.map((x, i) => Math.min(limit, Math.max(-limit, (x - before[i]!) / 2)));
    const powers = framePowers(spectrum);
    this.#amplify(spectrum, gains);
    if (Number.isFinite(mostChangeDb)) holdPowers(spectrum, powers, 10 ** (mostChangeDb / 10));
    return this.#stft.synthesise(spectrum, length);
  }

  /** @param gains ln of amplitude factors, [frames, 40] */
  #amplify({ re, im, frames, bins }: Spectrum, gains: Float32Array): void {
    for (let t = 0; t < frames; t++) {
      const bands = gains.subarray(t * MOMENT_BANDS, (t + 1) * MOMENT_BANDS);
      const factors = this.#spread.overBins(bands).map(Math.exp);
      for (let bin = 0; bin < bins; bin++) {
        const i = t * bins + bin;
        const factor = factors[bin]!;
        re[i] = re[i]! * factor;
        im[i] = im[i]! * factor;
      }
    }
  }
}

/** Sums of squares of bins, [frames]. */
function framePowers({ re, im, frames, bins }: Spectrum): Float64Array {
  return Float64Array.from({ length: frames }, (_, t) => {
    let sum = 0;
    for (let i = t * bins; i < (t + 1) * bins; i++) sum += re[i]! * re[i]! + im[i]! * im[i]!;
    return sum;
  });
}

/** Keeps powers of frames within a factor of what they were; silent ones stay silent. @param before [frames] */
function holdPowers(spectrum: Spectrum, before: Float64Array, mostChange: number): void {
  const { re, im, bins } = spectrum;
  for (const [t, power] of framePowers(spectrum).entries()) {
    const held = Math.min(mostChange * before[t]!, Math.max(before[t]! / mostChange, power));
    if (power === 0 || held === power) continue;
    const factor = Math.sqrt(held / power);
    for (let i = t * bins; i < (t + 1) * bins; i++) {
      re[i] = re[i]! * factor;
      im[i] = im[i]! * factor;
    }
  }
}
