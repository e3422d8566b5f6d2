/** How the size of steps changes in the course of a training. */
export interface RateShape {
  /** The largest, for weights that are near one by their inputs. */
  readonly peak: number;
  /** Steps until the largest is reached. */
  readonly warmUpSteps: number;
  /** The step from which on it falls. */
  readonly fallFromStep: number;
}

/**
 * Step sizes of Adam that grow to the largest, then fall with the root of the steps (Vaswani et al. 2017). They do not
 * depend on how many steps are to come: a training may be stopped or prolonged at will.
 */
export function rateAt(step: number, { peak, warmUpSteps, fallFromStep }: RateShape): number {
  return (peak * Math.min(1, (step + 1) / warmUpSteps)) / Math.sqrt(Math.max(1, step / fallFromStep));
}
