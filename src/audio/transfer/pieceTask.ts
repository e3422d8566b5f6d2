import type { Engine } from '../../shared/engine/engine.js';
import type { SoundNetwork } from '../features/soundNetwork.js';
import type { ChunkPlan } from '../plan/chunks.js';
import type { Recipe } from '../recipe.js';
import type { SoundMeasures } from './measureWhole.js';

/** A signal at the working rate and level, and what was measured of styles at the same (`measureStyle`). */
export interface PieceTask {
  readonly signal: Float32Array;
  readonly styles: readonly SoundMeasures[];
  /** Of each style, in all 1. */
  readonly shares: readonly number[];
  readonly plan: ChunkPlan;
}

/** What a run is made with. */
export interface PieceTools {
  readonly engine: Engine;
  readonly network: SoundNetwork;
  readonly recipe: Recipe;
}
