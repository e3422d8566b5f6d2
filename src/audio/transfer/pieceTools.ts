import type { Engine } from '../../shared/engine/engine.js';
import type { SoundNetwork } from '../features/soundNetwork.js';
import type { Recipe } from '../recipe.js';

/** What a run is made with. */
export interface PieceTools {
  readonly engine: Engine;
  readonly network: SoundNetwork;
  readonly recipe: Recipe;
}
