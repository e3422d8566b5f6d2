import type { Recipe } from '../recipe.js';

/** A method of the literature, or of our own, as users find it. */
export interface Method {
  /** Paper, program, or what it grew out of. */
  readonly source: string;
  /** What it is for, in a line. */
  readonly use: string;
  /** What it is bad at, or what it costs, in a line. */
  readonly limits: string;
  /** A line that runs it. */
  readonly example: string;
  /** Where it departs from its source, a sentence each. */
  readonly departures: readonly string[];
}

/** A method that is a recipe: a preset of `nst image`. */
export interface Preset extends Method {
  readonly recipe: Recipe;
}
