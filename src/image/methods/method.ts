import type { Method } from '../../shared/methods/method.js';
import type { Recipe } from '../recipe.js';

/** A method that is a recipe: a preset of `nst image`. */
export interface Preset extends Method {
  readonly recipe: Recipe;
}
