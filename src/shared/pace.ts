import type { StepProgress } from './reporter.js';

/** As many steps have to be seen before anything is said: loading and compiling are no steps. */
const LEAST_STEPS = 2;

/** How fast a run goes, from its first step on. */
export class Pace {
  #first: { readonly step: number; readonly atMs: number } | undefined;

  /**
   * The time that the run will still take, with what is known of the time behind its last step.
   *
   * @param nowMs of a clock that only goes forward
   * @returns milliseconds; undefined before the third step
   */
  leftMs(
    { step, steps, afterwardsMs = 0 }: Pick<StepProgress, 'step' | 'steps' | 'afterwardsMs'>,
    nowMs: number,
  ): number | undefined {
    this.#first ??= { step, atMs: nowMs };
    const seen = step - this.#first.step;
    if (seen < LEAST_STEPS) return undefined;
    return ((nowMs - this.#first.atMs) / seen) * (steps - step) + afterwardsMs;
  }
}
