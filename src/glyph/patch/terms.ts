/** What the patch engine weighs, and how long it works at each level. */

/** Weights of the terms that a source patch is chosen by. Colours are in 0..1, distances in strokes' radii. */
export interface PatchTerms {
  /** On the squared differences of the guide; below 0.1 the direction is lost, below 0.02 the shape. */
  readonly guide: number;
  /** On the squared differences of the contour as it is seen from up to a few pixels away: keeps the shape crisp. */
  readonly contour: number;
  /** Whether that weight falls to 0 over the rounds of each level. */
  readonly contourFades?: boolean;
  /** Times the uses that a patch has already, relative to how often each would be used on average. */
  readonly repetition: number;
}

/** The settings of the pyramid and of the search. */
export interface PatchSchedule {
  /** Sizes of neighbouring levels. */
  readonly ratio: number;
  /** Radius of the strokes at the coarsest level, in pixels. */
  readonly coarsestRadiusPx: number;
  /** Rounds of search and vote, from the coarsest level on; the last number stands for all finer levels. */
  readonly rounds: readonly number[];
  /** A patch that costs less is not bettered. */
  readonly goodEnough: number;
}

/** The guide's weight was found on a flame, the others on the benchmark's effects (docs/benchmarks.md). */
export const TERMS: PatchTerms = { guide: 0.5, contour: 0.5, repetition: 0.002 };
export const SCHEDULE: PatchSchedule = {
  ratio: 1.6,
  coarsestRadiusPx: 1.7,
  rounds: [12, 10, 8, 6, 4, 2, 1],
  goodEnough: 0.002,
};
