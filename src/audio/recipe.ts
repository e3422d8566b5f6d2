import type { StftShape } from '../shared/dsp/stft.js';
import type { StyleStatisticName } from '../shared/losses/style.js';
import type { OptimizerSpec } from '../shared/optim/optimizerSpec.js';

/** What a layer contributes to the style. */
export interface StyleLayer {
  readonly statistic: StyleStatisticName;
  /** Factor on the distance, which is 1 at the content. */
  readonly weight: number;
}

/** Whose loudness over time the result has: the content's, the style's (its distribution, as lengths differ), or free. */
export const ENVELOPES = ['content', 'style', 'none'] as const;
/** One of `ENVELOPES`. */
export type Envelope = (typeof ENVELOPES)[number];

/** Everything that settles what is computed, as plain data. */
export interface Recipe {
  readonly sampleRateHz: number;
  readonly stft: StftShape;
  /** By layer of the network, and `bands`. */
  readonly style: Readonly<Record<string, StyleLayer>>;
  readonly content: {
    /** Of the compressed spectrogram of the content in the style's bands. */
    readonly spectrum: number;
    /** Of pitch classes. */
    readonly pitch: number;
    /** Of the energy of frames. */
    readonly envelope: number;
  };
  readonly envelope: Envelope;
  /** 0 is the content, 1 the style alone. */
  readonly strength: number;
  /** Evaluations of the losses for every piece of the content. */
  readonly iterations: number;
  readonly optimizer: OptimizerSpec;
}
