import type { Signal } from '../../shared/dsp/signal.js';
import type { ChunkPlan } from '../plan/chunks.js';
import type { SoundMeasures } from './measureWhole.js';

/** A signal at the working rate and level, and what was measured of styles at the same (`measureStyle`). */
export interface PieceTask {
  readonly signal: Signal;
  readonly styles: readonly SoundMeasures[];
  /** Of each style, in all 1. */
  readonly shares: readonly number[];
  readonly plan: ChunkPlan;
}
