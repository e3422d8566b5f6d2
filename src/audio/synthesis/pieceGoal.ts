import type { Goals } from '../../shared/transfer/goals.js';
import type { Places } from '../../shared/transfer/graph.js';

/** What one piece is made from, and what its losses compare it with. */
export interface PieceGoal {
  /** Samples to start from, [length]. */
  readonly start: Float32Array;
  /** Makes the compressed amplitudes to start from, [frames, bins], where they are varied. */
  readonly levels: () => Float32Array;
  /** Samples whose phases are used where the content's are asked for, [length]. */
  readonly phase: Float32Array;
  /** How much frames count in statistics of style. */
  readonly places: Places;
  /** Of all terms. */
  readonly goals: Goals;
  /** The distance from the content to the style, by term. */
  readonly gaps: Readonly<Record<string, Float32Array>>;
}
