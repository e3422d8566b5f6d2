import type { ParameterTable, ValuesOf } from '../parameters/parameter.js';
import { CONTENT } from './content.js';
import { ENVELOPE } from './envelope.js';
import { FREQUENCY_ENVELOPE } from './frequencyEnvelope.js';
import { GAIN } from './gain.js';
import { GRAM } from './gram.js';
import { HISTOGRAM } from './histogram.js';
import { LAPLACIAN } from './laplacian.js';
import { MATTING } from './matting.js';
import { MOMENTS } from './moments.js';
import { NEAREST } from './nearest.js';
import { PATCHES } from './patches.js';
import { PEAK_LEVELS } from './peaks.js';
import { PITCH } from './pitch.js';
import { PLAUSIBLE } from './plausible.js';
import { RELAXED_EMD } from './relaxedEmd.js';
import { RHYTHM } from './rhythm.js';
import { SELF_SIMILARITY } from './selfSimilarity.js';
import { SLICED } from './sliced.js';
import { STRUCTURE } from './structure.js';
import { TEMPORAL } from './temporal.js';
import type { Side, Term } from './term.js';
import { TOTAL_VARIATION } from './totalVariation.js';
import { WASSERSTEIN } from './wasserstein.js';

/** Every loss there is, by the name that recipes and `--term` call it. */
export const TERMS = {
  content: CONTENT,
  gain: GAIN,
  gram: GRAM,
  histogram: HISTOGRAM,
  laplacian: LAPLACIAN,
  matting: MATTING,
  moments: MOMENTS,
  nearest: NEAREST,
  patches: PATCHES,
  remd: RELAXED_EMD,
  'self-similarity': SELF_SIMILARITY,
  sliced: SLICED,
  structure: STRUCTURE,
  temporal: TEMPORAL,
  tv: TOTAL_VARIATION,
  wasserstein: WASSERSTEIN,
  envelope: ENVELOPE,
  'frequency-envelope': FREQUENCY_ENVELOPE,
  peaks: PEAK_LEVELS,
  pitch: PITCH,
  plausible: PLAUSIBLE,
  rhythm: RHYTHM,
} as const;

/** A key of `TERMS`. */
export type TermName = keyof typeof TERMS;

/** What every term has besides its own settings. */
export interface CommonSettings {
  /** Factor on the loss, next to the other terms of its side. Default 1. */
  readonly weight?: number;
  /** How reports call it, together with others of the same name; the kind, if left out. */
  readonly name?: string;
  /** Whose likeness it asks for, if not whose it usually does. */
  readonly side?: Side;
}

type SettingsOf<Kind extends TermName> =
  (typeof TERMS)[Kind] extends Term<infer Table extends ParameterTable> ? Partial<ValuesOf<Table>> : never;

/** A term of a recipe, as plain data. */
export type TermSpec = {
  [Kind in TermName]: { readonly kind: Kind } & CommonSettings & SettingsOf<Kind>;
}[TermName];
