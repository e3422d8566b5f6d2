import type { Lesson } from '../../shared/stylise/lesson.js';
import type { StyliserFamily } from '../../shared/stylise/styliser.js';
import type { TermSpec } from '../../shared/terms/registry.js';
import type { RateShape } from '../../shared/train/rate.js';

/** A part of a training with squares of one size. */
export interface TrainingPhase {
  readonly cropPx: number;
  /** Of all steps. */
  readonly share: number;
}

/** How a net is trained, as plain data. */
export interface TrainingPlan {
  readonly family: StyliserFamily;
  readonly terms: readonly TermSpec[];
  readonly strength: number;
  /** Stride of the first convolution of the network that looks: 2 is quicker, and sees strokes twice as large. */
  readonly firstStride: 1 | 2;
  readonly rate: RateShape;
  /** One after the other; shares add up to 1. */
  readonly phases: readonly TrainingPhase[];
  /** Given in turn, a step each. */
  readonly lessons: readonly Lesson[];
  /** Pictures of a step. */
  readonly batch: number;
  /** One step in this many gives pictures back as they are, for nets with a strength; 0: none does. */
  readonly identityEvery: number;
  /** Styles that are made of each picture, for nets that have to take any: see `styleViews`. 0: it is the style as it is. */
  readonly viewsPerStyle: number;
  /** Styles come in one after the other, each after this many steps; 0: all from the beginning. */
  readonly newStyleEvery: number;
}

/** The lesson of a step. */
export const lessonAt = ({ lessons }: Pick<TrainingPlan, 'lessons'>, step: number): Lesson =>
  lessons[step % lessons.length]!;

/** The phase of a step. */
export function phaseAt(
  { phases }: Pick<TrainingPlan, 'phases'>,
  step: number,
  steps: number,
): TrainingPhase {
  let end = 0;
  for (const phase of phases) {
    end += phase.share * steps;
    if (step < end) return phase;
  }
  return phases.at(-1)!;
}
