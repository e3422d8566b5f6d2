import type { MinimizeHooks, Program } from '../engine/engine.js';
import type { Feeds, MinimizeTask } from '../engine/protocol.js';
import type { MinimizeResult, StepReport } from '../optim/minimize.js';

/** How goals that depend on the picture are kept up to date. */
export interface RefreshPlan {
  /** Evaluations between two. */
  readonly every: number;
  /** All frozen inputs, those that depend on it made at a point. */
  frozenAt(variable: Float32Array): Promise<Feeds>;
}

/**
 * Minimises in rounds, between which goals are made anew. The optimiser keeps what it knows from round to round, unless
 * the loss jumps (see `resume` of `MinimizeTask`). The result is the best point of the last round, since losses of different
 * goals cannot be compared.
 */
export async function minimizeRefreshed(
  program: Program,
  task: MinimizeTask,
  { every, frozenAt }: RefreshPlan,
  { onStep, signal }: MinimizeHooks,
): Promise<MinimizeResult> {
  const { iterations, previewEvery } = task.settings;
  const totals: number[] = [];
  let last: MinimizeResult | undefined;
  while (totals.length < iterations && last?.ended !== 'stopped') {
    const done = totals.length;
    const round = Math.min(every, iterations - done);
    const isDue = (iteration: number) => previewEvery !== undefined && iteration % previewEvery === 0;
    const report = ({ best, ...step }: StepReport) => {
      const iteration = done + step.iteration;
      onStep?.({ ...step, iteration, best: isDue(iteration) ? best : undefined });
    };
    const settings = { ...task.settings, iterations: round, previewEvery: previewEvery && 1 };
    const start: Float32Array = last?.x ?? task.start;
    const frozen: Feeds = last ? await frozenAt(start) : task.frozen;
    last = await program.minimize(
      { ...task, start, frozen, settings, resume: last !== undefined },
      { onStep: report, signal },
    );
    totals.push(...last.totals);
    // A round that finds nothing better at once would do so for ever.
    if (last.ended === 'converged' && last.totals.length <= 1) break;
  }
  return { ...last!, totals };
}
