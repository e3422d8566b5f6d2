import type { Method } from '../../../shared/methods/method.js';
import type { TrainingPlan } from '../trainingPlan.js';

/** A way of training nets, as users find it: a value of `nst train --method`. */
export interface TrainingMethod extends Method {
  /** Whether the net knows the styles that it learnt by their names, or takes any picture. */
  readonly styles: 'one' | 'several' | 'any';
  /** @param styles how many are learnt */
  plan(styles: number): TrainingPlan;
}
