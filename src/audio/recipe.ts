import type { StftShape } from '../shared/dsp/stft.js';
import type { OptimizerSpec } from '../shared/optim/optimizerSpec.js';
import type { SoundNetworkName } from './features/networks.js';
import type { SoundStatisticName } from './statistics/soundStatistics.js';

/** What a layer contributes to the style. */
export interface StyleLayer {
  readonly statistic: SoundStatisticName;
  /** Factor on the distance, which is 1 at the content. */
  readonly weight: number;
}

/** Whose loudness over time the result has: the content's, the style's (its distribution, as lengths differ), or free. */
export const ENVELOPES = ['content', 'style', 'none'] as const;
/** One of `ENVELOPES`. */
export type Envelope = (typeof ENVELOPES)[number];

/** Whose rhythm the result has: the content's, the style's, or whatever comes of the rest. */
export const RHYTHMS = ['content', 'style', 'none'] as const;
/** One of `RHYTHMS`. */
export type Rhythm = (typeof RHYTHMS)[number];

/**
 * How the sound is made: by varying its samples (`waveform`); by varying its amplitudes, for which phases are then found
 * (`spectrogram`); or one after the other (`hybrid`).
 */
export const SYNTHESES = ['hybrid', 'waveform', 'spectrogram'] as const;
/** One of `SYNTHESES`. */
export type Synthesis = (typeof SYNTHESES)[number];

/** What the sound is varied from: the content, its bands moved towards the style's, or quiet noise. */
export const STARTS = ['content', 'noise'] as const;
/** One of `STARTS`. */
export type Start = (typeof STARTS)[number];

/**
 * Where phases start: the content's, random ones, or those that follow from the amplitudes' gradient (which wants a hop of
 * an eighth of the transform).
 */
export const PHASES = ['content', 'random', 'gradient'] as const;
/** One of `PHASES`. */
export type Phase = (typeof PHASES)[number];

/** How phases are found for amplitudes. */
export interface Inversion {
  readonly phase: Phase;
  /** Rounds of Griffin-Lim. */
  readonly rounds: number;
  /** 0 is the algorithm of 1984, 0.99 the fast one. */
  readonly momentum: number;
}

/** Everything that settles what is computed, as plain data. */
export interface Recipe {
  readonly sampleRateHz: number;
  readonly stft: StftShape;
  /** The longest piece that is worked on at a time. */
  readonly longestPieceS: number;
  readonly network: SoundNetworkName;
  /** By layer: those of the network, and those of `styleFeatures`. */
  readonly style: Readonly<Record<string, StyleLayer>>;
  readonly content: {
    /** Of the compressed spectrogram of the content in the style's bands. */
    readonly spectrum: number;
    /** Of pitch classes. */
    readonly pitch: number;
    /** Of the energy of frames: the temporal energy envelope of Verma & Smith (2018). */
    readonly envelope: number;
    /** Of the content's own features, by layer of the network (Gatys et al. 2016). */
    readonly features: Readonly<Record<string, number>>;
  };
  /** Weight of the autocorrelation, where a rhythm is asked for. */
  readonly rhythmWeight: number;
  /**
   * `range`: every loss is divided by what it ranges over, and the strength settles the balance. `none`: sums of squares as
   * in Ulyanov & Lebedev (2016), whose balance is that at strength 0.6.
   */
  readonly scaling: 'range' | 'none';
  readonly envelope: Envelope;
  readonly rhythm: Rhythm;
  readonly start: Start;
  readonly synthesis: Synthesis;
  /** Not used with `waveform`. */
  readonly inversion: Inversion;
  /** 0 is the content, 1 the style alone. */
  readonly strength: number;
  /** Evaluations of the losses for every piece of the content. */
  readonly iterations: number;
  readonly optimizer: OptimizerSpec;
  /** Of random filters and noise. */
  readonly seed: number;
}
