import { createHash } from 'node:crypto';
import { melBank } from '../../shared/dsp/mel.js';
import { signalOf } from '../../shared/dsp/signal.js';
import { type Spectrum, Stft, sinePeak } from '../../shared/dsp/stft.js';
import type { Feeds } from '../../shared/engine/protocol.js';
import type { Gaussian } from '../../shared/linalg/gaussian.js';
import type { AffineMap } from '../../shared/linalg/transport.js';
import type { Rng } from '../../shared/rng.js';
import { BAND_INPUT } from '../../shared/stylise/bandNet.js';
import { INPUT } from '../../shared/transfer/graph.js';
import { bandGaussian, bandInputs } from '../apply/bandLevels.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { ENERGY_FLOOR } from '../features/soundView.js';
import type { Recipe } from '../recipe.js';
import { BandSpread } from '../shape/bandGains.js';
import { envelopeMap } from '../shape/envelopeMap.js';
import { logMelBands } from '../shape/logMelBands.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import { audibleBandShares, audibleShares } from '../transfer/audible.js';
import { EXCERPT } from './soundLosses.js';

/** A sound at the working rate and level, and what takes its levels to those of the style. */
interface Known {
  readonly samples: Float32Array;
  readonly map: AffineMap;
}

/** An excerpt as losses take it, and the logarithms of the energies of its frames, [frames]. */
export interface Excerpt {
  readonly feeds: Feeds;
  readonly energies: Float32Array;
}

/** Sounds that a net learns on. */
export class SoundSet {
  readonly #sounds: readonly Known[];
  readonly #stft: Stft;
  readonly #bank: Float32Array;
  readonly #spread: BandSpread;
  /** Of all samples: other sounds are another training. */
  readonly digest: string;

  /**
   * @param sounds at the working rate and level, each at least as long as an excerpt of `frames` frames
   * @param style levels of its bands
   */
  constructor(
    sounds: readonly Float32Array[],
    private readonly recipe: Pick<Recipe, 'stft' | 'sampleRateHz'>,
    readonly frames: number,
    style: Gaussian,
  ) {
    const { stft, sampleRateHz } = recipe;
    const shaper = new SpectralShaper(stft, sampleRateHz);
    this.#sounds = sounds.map((samples) => ({
      samples,
      map: envelopeMap(bandGaussian(signalOf(samples), shaper), style),
    }));
    const hash = createHash('sha256');
    for (const samples of sounds) hash.update(samples);
    this.digest = hash.digest('hex');
    this.#stft = new Stft(stft);
    this.#bank = melBank({ sampleRateHz, fftSamples: stft.fftSamples, bands: MOMENT_BANDS });
    this.#spread = new BandSpread(this.#bank, MOMENT_BANDS);
  }

  get count(): number {
    return this.#sounds.length;
  }

  /** Part of a sound, both by chance. */
  excerpt(rng: Rng): Excerpt {
    const { samples, map } = this.#sounds[rng.integer(this.count)]!;
    const { stft } = this.recipe;
    const length = (this.frames - 1) * stft.hopSamples;
    const first = rng.integer(samples.length - length + 1);
    const spectrum = this.#stft.analyse(samples.subarray(first, first + length));
    const change = balanceChange(rng);
    this.#amplify(spectrum, change);
    const peak = sinePeak(stft);
    const amplitude = spectrum.re.map((re, i) => Math.hypot(re, spectrum.im[i]!) / peak);
    const levels = logMelBands(spectrum, stft, this.#bank);
    const { bins } = spectrum;
    const energies = Float32Array.from({ length: this.frames }, (_, t) => {
      const frame = amplitude.subarray(t * bins, (t + 1) * bins);
      return Math.log(frame.reduce((sum, a) => sum + a * a, 0) / bins + ENERGY_FLOOR);
    });
    const centre = map.centre.map((level, band) => level + change[band]!);
    const inputs = bandInputs(levels, { ...map, centre });
    return {
      energies,
      feeds: {
        [BAND_INPUT.levels]: inputs[BAND_INPUT.levels]!.data,
        [BAND_INPUT.moved]: inputs[BAND_INPUT.moved]!.data,
        [EXCERPT.amplitude]: amplitude,
        [EXCERPT.heard]: audibleBandShares(levels),
        [INPUT.stylePlaces]: audibleShares(energies, stft),
        [INPUT.shares]: Float32Array.of(1),
      },
    };
  }

  /** @param change of the power of bands, neper */
  #amplify({ re, im, bins }: Spectrum, change: Float32Array): void {
    const factors = this.#spread.overBins(change).map((x) => Math.exp(x / 2));
    for (const [i, value] of re.entries()) {
      const factor = factors[i % bins]!;
      re[i] = factor * value;
      im[i] = factor * im[i]!;
    }
  }
}

/** Neper of power: the tilt from the lowest to the highest band, and a bow or a wave about it. */
const TILT = 1.5;
const WAVE = 0.7;

/** Another spectral balance, so that few sounds stand for many: logarithms of factors on the power of bands. */
function balanceChange(rng: Rng): Float32Array {
  const [tilt, wave, waves, phase] = [
    TILT * rng.normal(),
    WAVE * rng.normal(),
    2 * rng.uniform(),
    2 * rng.uniform(),
  ];
  return Float32Array.from({ length: MOMENT_BANDS }, (_, band) => {
    const position = (2 * band) / (MOMENT_BANDS - 1) - 1;
    return (tilt * position) / 2 + wave * Math.sin(Math.PI * (waves * position + phase));
  });
}
