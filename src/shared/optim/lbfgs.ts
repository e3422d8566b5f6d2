import { descend, emptyHistory, forget, type History, remember } from './history.js';
import { judge, type LineSearch, type Search, startSearch } from './lineSearch.js';
import type { Optimizer, OptimizerState } from './optimizer.js';
import { dot, maxAbs, setScaled, setSum, sumAbs } from './vectors.js';

/** How L-BFGS goes about it: plain data. */
export interface LbfgsOptions {
  /** Pairs of steps and gradient changes kept, at 8 bytes a variable and pair. */
  readonly history?: number;
  /** The size of the first step, and of the first one after a restart, in the norm below. */
  readonly firstStep?: number;
  /** What a first step is measured by: its largest change of a variable, or the sum of all changes. */
  readonly firstStepNorm?: 'largest' | 'sum';
  /** The largest change of any variable in any step. */
  readonly maxStep?: number;
  readonly lineSearch?: LineSearch;
  /** Without a line search: how far a step may end above the lowest value so far, as a share of that value. */
  readonly maxRise?: number;
  /** With `wolfe`: the share to which the slope has to shrink. */
  readonly slopeShare?: number;
  /** Least cosine between a step and its gradient change for the pair to be kept. */
  readonly minCosine?: number;
}

export const LBFGS_DEFAULTS: Required<LbfgsOptions> = {
  history: 12,
  firstStep: 0.02,
  firstStepNorm: 'largest',
  maxStep: Number.POSITIVE_INFINITY,
  lineSearch: 'none',
  maxRise: 0.1,
  slopeShare: 0.9,
  minCosine: 1e-6,
};

/** A change of the objective by more than this share, between two rounds, makes L-BFGS forget its history. */
const LARGEST_JUMP = 0.5;

/** Where an L-BFGS minimisation stands. */
export interface LbfgsState extends OptimizerState {
  readonly kind: 'lbfgs';
  /** The point moved to last, with the value and the gradient there. */
  x: Float32Array;
  value: number;
  readonly gradient: Float32Array;
  /** The lowest value seen at a point moved to. */
  lowest: number;
  /** The line searched: x + step * direction. */
  readonly direction: Float32Array;
  step: number;
  /** Undefined until the starting point has been evaluated. */
  search: Search | undefined;
  /** The point to evaluate next. */
  candidate: Float32Array;
  /** After resuming: the lowest value before. */
  expected?: number;
  readonly history: History;
}

/**
 * Limited-memory BFGS (Nocedal 1980; Nocedal & Wright, algorithm 7.5).
 *
 * The objectives of style transfer are cheap to go down and dear to evaluate, so by default there is no line search:
 * the step of the model is taken as it is, as PyTorch's `LBFGS` and the first style transfer programs do, unless it
 * ends far above the lowest value so far. Then it is shortened, and if that does not help the model is dropped.
 *
 * Unlike PyTorch's, the first step is measured by its largest change and not by the sum of all changes, which would
 * make it shorter for a larger picture; and a step is remembered as it was made, after clipping to a range.
 */
export function lbfgs(options: LbfgsOptions = {}): Optimizer<LbfgsState> {
  const settings = { ...LBFGS_DEFAULTS, ...options };
  return {
    init: (x0) => initialState(x0, settings.history),
    resume: (state, x0) => ({ ...initialState(x0, 0), history: state.history, expected: state.lowest }),
    propose: (state) => state.candidate,
    accept: (state, value, gradient) => {
      if (state.search) proceed(state, state.search, value, gradient, settings);
      else begin(state, value, gradient, settings);
      return state;
    },
  };
}

type Settings = Required<LbfgsOptions>;

function initialState(x0: Float32Array, capacity: number): LbfgsState {
  return {
    kind: 'lbfgs',
    steps: 0,
    done: false,
    x: x0.slice(),
    value: Number.POSITIVE_INFINITY,
    gradient: new Float32Array(x0.length),
    lowest: Number.POSITIVE_INFINITY,
    direction: new Float32Array(x0.length),
    step: 0,
    search: undefined,
    candidate: x0.slice(),
    history: emptyHistory(capacity),
  };
}

function begin(state: LbfgsState, value: number, gradient: Float32Array, settings: Settings): void {
  state.x.set(state.candidate);
  state.value = value;
  state.lowest = value;
  state.gradient.set(gradient);
  // Curvature that was learnt where the objective was another one says little about this one.
  if (
    state.expected !== undefined &&
    Math.abs(value - state.expected) > LARGEST_JUMP * Math.abs(state.expected)
  ) {
    forget(state.history);
  }
  delete state.expected;
  if (!Number.isFinite(value)) state.done = true;
  else aim(state, settings);
}

function proceed(
  state: LbfgsState,
  search: Search,
  value: number,
  gradient: Float32Array,
  settings: Settings,
): void {
  const verdict = judge(search, { step: state.step, value, slope: dot(gradient, state.direction) });
  if (verdict === 'accept') {
    moveTo(state, value, gradient, settings);
    aim(state, settings);
  } else if (verdict !== 'fail') {
    tryStep(state, verdict.step);
  } else if (state.history.length > 0) {
    forget(state.history);
    aim(state, settings);
  } else {
    state.done = true;
  }
}

function moveTo(state: LbfgsState, value: number, gradient: Float32Array, settings: Settings): void {
  const move = { from: state.x, to: state.candidate, gradientFrom: state.gradient, gradientTo: gradient };
  remember(state.history, move, settings.minCosine);
  [state.x, state.candidate] = [state.candidate, state.x];
  state.gradient.set(gradient);
  state.value = value;
  state.lowest = Math.min(state.lowest, value);
  state.steps++;
}

/** Chooses the next direction, and the first step along it. */
function aim(state: LbfgsState, settings: Settings): void {
  descend(state.history, state.gradient, state.direction);
  let slope = dot(state.gradient, state.direction);
  if (!(slope < 0) && state.history.length > 0) {
    forget(state.history);
    setScaled(state.direction, -1, state.gradient);
    slope = dot(state.gradient, state.direction);
  }
  if (!(slope < 0)) {
    state.done = true;
    return;
  }
  const { lineSearch, slopeShare, maxRise, maxStep } = settings;
  const longest = maxStep / maxAbs(state.direction);
  // Infinity times a lowest value of zero would not be a number.
  const limit =
    maxRise === Number.POSITIVE_INFINITY ? maxRise : state.lowest + maxRise * Math.abs(state.lowest);
  state.search = startSearch(state.value, slope, { lineSearch, limit, slopeShare, longest });
  const first = state.history.length > 0 ? 1 : firstStepOf(state.direction, settings);
  tryStep(state, Math.min(first, longest));
}

function firstStepOf(direction: Float32Array, { firstStep, firstStepNorm }: Settings): number {
  return firstStepNorm === 'sum' ? Math.min(1, firstStep / sumAbs(direction)) : firstStep / maxAbs(direction);
}

function tryStep(state: LbfgsState, step: number): void {
  state.step = step;
  setSum(state.candidate, state.x, state.step, state.direction);
}
