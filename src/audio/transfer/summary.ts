import type { MinimizeResult } from '../../shared/optim/minimize.js';

/** What came of one or of several runs of an optimiser: losses are means over them. */
export interface RunSummary extends Pick<MinimizeResult, 'total' | 'terms' | 'ended'> {
  readonly iterations: number;
}

/**
 * What came of runs one after the other.
 *
 * @param planned how many there were to be: with fewer the work was stopped
 */
export function summaryOf(runs: readonly RunSummary[], planned: number): RunSummary {
  const mean = (of: (run: RunSummary) => number) =>
    runs.reduce((sum, run) => sum + of(run), 0) / Math.max(1, runs.length);
  const names = Object.keys(runs[0]?.terms ?? {});
  const isStopped = runs.length < planned || runs.some(({ ended }) => ended === 'stopped');
  return {
    total: mean(({ total }) => total),
    terms: Object.fromEntries(names.map((name) => [name, mean(({ terms }) => terms[name]!)])),
    ended: isStopped ? 'stopped' : 'finished',
    iterations: runs.reduce((sum, { iterations }) => sum + iterations, 0),
  };
}
