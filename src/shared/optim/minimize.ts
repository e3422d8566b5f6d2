import { NstError } from '../errors.js';
import type { AdamMoments } from './adam.js';
import { type AnyState, createOptimizer, handOver, type OptimizerSpec } from './optimizerSpec.js';

/** An objective at a point. */
export interface PointValue {
  readonly total: number;
  readonly terms: Readonly<Record<string, number>>;
  readonly gradient: Float32Array;
}

/** How long to go on, and what to tell meanwhile: plain data. */
export interface MinimizeSettings {
  /** Evaluations of the objective, at least 1. */
  readonly iterations: number;
  /** Variables are held in this range: points are clipped before they are evaluated. */
  readonly range?: readonly [min: number, max: number] | undefined;
  /** Every how many iterations `onStep` is given the best point so far; never, without it. */
  readonly previewEvery?: number | undefined;
}

/** One evaluation. */
export interface StepReport {
  /** From 1. */
  readonly iteration: number;
  readonly total: number;
  readonly terms: Readonly<Record<string, number>>;
  /** The best point so far, when a preview is due. */
  readonly best?: Float32Array | undefined;
}

/** What came of a minimisation. */
export interface MinimizeResult {
  /** The best point that was evaluated. */
  readonly x: Float32Array;
  /** The objective there. */
  readonly total: number;
  readonly terms: Readonly<Record<string, number>>;
  /** The total at every evaluation. */
  readonly totals: readonly number[];
  /** Why it ended: iterations used up, stopped from outside, or no better point to be found. */
  readonly ended: 'finished' | 'stopped' | 'converged';
  /** Adam's moments. */
  readonly moments?: AdamMoments | undefined;
}

/** Where a minimisation stands between two evaluations: all that is needed to go on as if it had never been broken off. */
export interface Snapshot {
  readonly state: AnyState;
  /** The best point so far. */
  readonly best: Pick<MinimizeResult, 'x' | 'total' | 'terms'>;
  /** The total at every evaluation so far. */
  readonly totals: readonly number[];
}

/** How the loop talks to the world. */
export interface MinimizeControls {
  isStopped(): boolean;
  onStep(report: StepReport): void;
  /** The state of an optimiser of the same kind to go on from, though the objective may have changed. */
  readonly resumed?: AnyState | undefined;
  /** Where the same minimisation was broken off; it is used up. */
  readonly from?: Snapshot | undefined;
  /**
   * Is told after every evaluation that is not the last one where it stands; what it is given changes with the next.
   *
   * @param isStopped whether no evaluation follows, though more were planned
   */
  readonly onSnapshot?: ((snapshot: Snapshot, isStopped: boolean) => void) | undefined;
  /** Is given the state at the end. */
  onEnd?(state: AnyState): void;
}

/**
 * Runs an optimiser and keeps the best point. Stops within one evaluation of being told to; the starting point is
 * always evaluated. What goes on from a snapshot ends with the very numbers of a run that was not broken off.
 *
 * @param evaluate undefined: it was stopped before it came to an end, which it may not be at the start
 * @throws NstError NST_INTERNAL if the objective is not finite at the start
 */
export async function minimize(
  evaluate: (x: Float32Array) => Promise<PointValue | undefined>,
  start: Float32Array,
  spec: OptimizerSpec,
  settings: MinimizeSettings,
  controls: MinimizeControls,
): Promise<MinimizeResult> {
  const optimizer = createOptimizer(spec);
  const { from, resumed } = controls;
  const totals: number[] = from ? [...from.totals] : [];
  let state: AnyState = from?.state ?? (resumed ? optimizer.resume(resumed, start) : optimizer.init(start));
  let best: Snapshot['best'] | undefined = from?.best;
  let isStopped = false;
  let isDone = false;
  do {
    const x = optimizer.propose(state);
    if (settings.range) clip(x, settings.range);
    const point = await evaluate(x);
    if (!point && best) {
      controls.onSnapshot?.({ state, best, totals }, true);
      break;
    }
    if (!point) throw new NstError('NST_INTERNAL', 'the start was not evaluated');
    const { total, terms, gradient } = point;
    totals.push(total);
    if (!best || total < best.total) best = { x: copyInto(best?.x, x), total, terms };
    if (!Number.isFinite(best.total)) throw notFinite(terms);
    controls.onStep({
      iteration: totals.length,
      total,
      terms,
      ...previewOf(best.x, totals.length, settings),
    });
    state = optimizer.accept(state, total, gradient);
    isDone = totals.length >= settings.iterations || state.done;
    isStopped = !isDone && controls.isStopped();
    if (!isDone) controls.onSnapshot?.({ state, best, totals }, isStopped);
  } while (!isDone && !isStopped);
  const isCutShort = totals.length < settings.iterations;
  const ended = !isCutShort ? 'finished' : state.done ? 'converged' : 'stopped';
  const moments = handOver(state);
  controls.onEnd?.(state);
  return { ...best!, totals, ended, moments };
}

function notFinite(terms: PointValue['terms']): NstError {
  const values = Object.entries(terms).map(([name, value]) => `${name} ${value}`);
  return new NstError('NST_INTERNAL', `the loss is not finite at the start (${values.join(', ')})`);
}

function clip(x: Float32Array, [min, max]: readonly [number, number]): void {
  for (let i = 0; i < x.length; i++) x[i] = Math.min(Math.max(x[i]!, min), max);
}

function copyInto(reuse: Float32Array | undefined, x: Float32Array): Float32Array {
  if (!reuse) return x.slice();
  reuse.set(x);
  return reuse;
}

function previewOf(
  best: Float32Array,
  iteration: number,
  { previewEvery }: MinimizeSettings,
): Pick<StepReport, 'best'> {
  return previewEvery && iteration % previewEvery === 0 ? { best } : {};
}
