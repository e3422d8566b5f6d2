import type { NetworkChoice } from '../shared/networks/pictureNetworks.js';
import type { OptimizerSpec } from '../shared/optim/optimizerSpec.js';
import type { StagePlan } from '../shared/optim/stages.js';
import type { TermSpec } from '../shared/terms/registry.js';
import type { Balance } from '../shared/transfer/balance.js';

/** What a start is made of: the content, noise, noise in the colours of the style. */
export type StartKind = 'content' | 'noise' | 'style';

export const KEEP_COLORS = ['none', 'luma', 'match'] as const;
/**
 * What becomes of the content's colours: nothing; its hue and chroma are laid over the result; or the styles are given
 * its colours before they are used.
 */
export type KeepColors = (typeof KEEP_COLORS)[number];

/** How an analogy goes. */
export interface AnalogyPlan {
  /** Evaluations over all levels and both pictures. */
  readonly iterations: number;
  /** How much of the detail is the content's in the end, 0..1. */
  readonly detail: number;
}

/** How like is put on like. */
export interface MatchPlan {
  /** Regions that a picture must have at least. */
  readonly least: number;
  /** Regions that are looked for, at most. */
  readonly most: number;
  /** How far colours go from the content's to those of the styles, 0..1. */
  readonly amount: number;
}

/** Everything that settles what is computed, as plain data: a run is told nothing else. */
export interface Recipe {
  readonly network: NetworkChoice;
  /** Whether its filters are scaled so that each has a mean activation of 1 over the pictures of the run. */
  readonly unitMean: boolean;
  /** The losses: those named `style` and `content` are what the options of these names are about. */
  readonly terms: readonly TermSpec[];
  /** Left out: losses are minimised. Else the style's pixels are put together anew, and there are no terms. */
  readonly analogy?: AnalogyPlan | undefined;
  readonly balance: Balance;
  readonly optimizer: OptimizerSpec;
  readonly stages: StagePlan;
  /** Evaluations over all stages; those of the plan, if undefined. */
  readonly iterations: number | undefined;
  readonly start: StartKind;
  /**
   * Left out: a content that is started from is so as it is. Else its regions have the colours of those of the styles that are like them:
   * regions that are given, or such as are found by what the network sees.
   */
  readonly match?: MatchPlan | undefined;
  /** Whether each stage is given the detail of what the run started from that the stage before was too small to hold. */
  readonly keepsDetail: boolean;
  readonly variable: 'pixels' | 'spectrum';
  /** Share of each style, only their ratios count; all alike, if undefined. */
  readonly styleBlend: readonly number[] | undefined;
  readonly keepColors: KeepColors;
  /** Of all that is random. */
  readonly seed: number;
  /** What is mirrored around the picture while it is optimised, and cut off in the end: see margin.ts. */
  readonly marginPx: number;
  /** How much larger than the result the pictures are that are worked on, at least 1: the result is made smaller in the end. */
  readonly workScale: number;
  /**
   * What the network sees of the other side, beyond each side of the picture: the result is a tile. 0: the picture ends at its
   * sides. Not together with a margin.
   */
  readonly wrapPx: number;
  /** Whether pixels are held in 0..1 while they are optimised, or only when they are written. */
  readonly clip: boolean;
}
