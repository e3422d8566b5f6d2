import type { StepProgress } from '../shared/reporter.js';

/** As many steps have to be seen before anything is said: loading and compiling are no steps. */
const LEAST_STEPS = 2;

function durationText(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 120 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(0)} min`;
}

/** The time that a run will still take, by the pace since its first step and what is known of the time behind its last one. */
export class TimeLeft {
  #first: { readonly step: number; readonly atMs: number } | undefined;

  /**
   * @param nowMs of a clock that only goes forward
   * @returns e.g. `12 s left`; nothing before the third step
   */
  after(
    { step, steps, afterwardsMs = 0 }: Pick<StepProgress, 'step' | 'steps' | 'afterwardsMs'>,
    nowMs = performance.now(),
  ): string {
    this.#first ??= { step, atMs: nowMs };
    const seen = step - this.#first.step;
    if (seen < LEAST_STEPS) return '';
    const stepsMs = ((nowMs - this.#first.atMs) / seen) * (steps - step);
    return `${durationText(stepsMs + afterwardsMs)} left`;
  }
}
