import type { BandFamily } from '../../shared/stylise/bandNet.js';
import type { TermSpec } from '../../shared/terms/registry.js';
import { TERMS } from '../../shared/terms/registry.js';
import type { RateShape } from '../../shared/train/rate.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { PRESETS } from '../presets.js';
import type { Recipe } from '../recipe.js';

/** How a net of sounds is trained, as plain data. */
export interface SoundPlan {
  readonly family: BandFamily;
  /** What sounds are read with; its losses, but for those that gains of bands cannot change. */
  readonly recipe: Recipe;
  readonly terms: readonly TermSpec[];
  readonly strength: number;
  readonly steadiness: number;
  readonly rate: RateShape;
  /** Frames of an excerpt, 3 s. */
  readonly frames: number;
  /** Excerpts of a step. */
  readonly batch: number;
  /** Sounds that are made where none are given. */
  readonly practice: number;
}

/** What `nst methods` and cards call it. */
export const SOUND_METHOD = 'bands';

const { default: RECIPE } = PRESETS;

const isLearnt = ({ kind, side = TERMS[kind].side }: TermSpec) => side === 'style' || kind === 'envelope';

/** The plan of `nst train --audio`. */
export const SOUND_PLAN: SoundPlan = {
  family: { kind: 'bands', bands: MOMENT_BANDS, width: 64, blocks: 2 },
  recipe: RECIPE,
  terms: RECIPE.terms.filter(isLearnt),
  // Nine contents in the sound of a guitar, 300 steps: timbre 0.51 at 0.95 and 0.50 at 0.8, of pitches 0.95 are kept by both.
  strength: 0.95,
  steadiness: 5,
  rate: { peak: 1e-3, warmUpSteps: 20, fallFromStep: 300 },
  frames: 257,
  batch: 1,
  practice: 96,
};
