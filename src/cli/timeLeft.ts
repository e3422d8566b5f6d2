import { Pace } from '../shared/pace.js';
import type { StepProgress } from '../shared/reporter.js';

function durationText(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 120 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(0)} min`;
}

/** The time that a run will still take, by the pace since its first step and what is known of the time behind its last one. */
export class TimeLeft {
  readonly #pace = new Pace();

  /**
   * @param nowMs of a clock that only goes forward
   * @returns e.g. `12 s left`; nothing before the third step
   */
  after(progress: Pick<StepProgress, 'step' | 'steps' | 'afterwardsMs'>, nowMs = performance.now()): string {
    const leftMs = this.#pace.leftMs(progress, nowMs);
    return leftMs === undefined ? '' : `${durationText(leftMs)} left`;
  }
}
