import type { StftShape } from '../shared/dsp/stft.js';
import type { OptimizerSpec } from '../shared/optim/optimizerSpec.js';
import type { TermSpec } from '../shared/terms/registry.js';
import type { Balance } from '../shared/transfer/balance.js';
import type { SoundNetworkName } from './features/networkNames.js';

/** Whose loudness over time the result has: the content's, the style's (its distribution, as lengths differ), or free. */
export const ENVELOPES = ['content', 'style', 'none'] as const;
/** One of `ENVELOPES`. */
export type Envelope = (typeof ENVELOPES)[number];

/**
 * Whose balance of octaves the result has: the content's; the style's, as far as the strength takes it there; or the style's, but
 * no octave that is heard in the content falls far below what it is there: bass and air are kept.
 */
export const TONES = ['content', 'style', 'blend'] as const;
/** One of `TONES`. */
export type Tone = (typeof TONES)[number];

/** Whose rhythm the result has: the content's, the style's, or whatever comes of the rest. */
export const RHYTHMS = ['content', 'style', 'none'] as const;
/** One of `RHYTHMS`. */
export type Rhythm = (typeof RHYTHMS)[number];

/**
 * How the sound is made: by varying its samples (`waveform`); by varying its amplitudes, for which phases are then found
 * (`spectrogram`); one after the other (`hybrid`); or by playing its notes on the style's instrument and varying the samples of
 * that (`notes`).
 */
export const SYNTHESES = ['hybrid', 'waveform', 'spectrogram', 'notes'] as const;
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

/** How losses are weighed: in their ranges, or, for losses as they were published, from the balance that these had. */
export type SoundBalance = Extract<Balance, { readonly strength: number }>;

/** Everything that settles what is computed, as plain data. */
export interface Recipe {
  readonly sampleRateHz: number;
  readonly stft: StftShape;
  /** The longest piece that is worked on at a time. */
  readonly longestPieceS: number;
  readonly network: SoundNetworkName;
  /**
   * The losses. Those named `style` compare statistics of the network's layers, and of the signal's, with the style's;
   * `content` keeps the compressed spectrogram in the style's bands, `features.LAYER` those of the network as they are in the
   * content (Gatys et al. 2016).
   */
  readonly terms: readonly TermSpec[];
  /** Weight of the rhythm, where one is asked for. */
  readonly rhythmWeight: number;
  readonly envelope: Envelope;
  /** Of the result, once it is made. */
  readonly tone: Tone;
  readonly rhythm: Rhythm;
  readonly start: Start;
  readonly synthesis: Synthesis;
  /** Not used with `waveform`. */
  readonly inversion: Inversion;
  readonly balance: SoundBalance;
  /** Evaluations of the losses for every piece of the content. */
  readonly iterations: number;
  readonly optimizer: OptimizerSpec;
  /** Of random filters and noise. */
  readonly seed: number;
}
