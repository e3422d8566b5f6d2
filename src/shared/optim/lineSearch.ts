/** How far to go along a direction, with the evaluations made by somebody else. */

/**
 * - `none`: take the first point that is not far worse. One evaluation a step as a rule.
 * - `armijo`: go back until the value falls by a share of what the slope promised (Nocedal & Wright, 3.4).
 * - `wolfe`: also go on until the slope is flat enough (strong Wolfe conditions; Nocedal & Wright, algorithms
 *   3.5 and 3.6, cubic interpolation).
 */
export type LineSearch = 'none' | 'armijo' | 'wolfe';

/** When a point is good enough. */
export interface Acceptance {
  readonly lineSearch: LineSearch;
  /** `none`: the highest value that is taken. */
  readonly limit: number;
  /** `wolfe`: the slope must shrink to this share; near 0 is an exact search. */
  readonly slopeShare: number;
  /** The longest step there may be, also the first; where `wolfe` would go beyond, it takes this one. */
  readonly longest: number;
}

/** A point on the line: its distance from the start, the objective and its slope along the line there. */
export interface Trial {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

/** A search under way. */
export interface Search {
  readonly start: Trial;
  readonly acceptance: Acceptance;
  /** Trials made. */
  trials: number;
  /** `wolfe`: the best end of the bracket, or the last trial while there is no bracket. */
  low: Trial;
  /** `wolfe`: the other end of the bracket, once there is one. */
  high: Trial | undefined;
}

/** What to do after a trial: take it, try another step, or give up on the direction. */
export type Verdict = 'accept' | 'fail' | { readonly step: number };

/** Share of the decrease promised by the slope that a step has to keep (c1 of the Wolfe conditions). */
const DECREASE_SHARE = 1e-4;
/** Trials before a direction is given up. */
const MAX_TRIALS = 20;
/** A new step back lies in this part of the last one. */
const SHRINK = { least: 0.1, most: 0.5 } as const;
/** A new step on is at most this many times the last one. */
const MAX_GROWTH = 4;

/** A search from the point where the line has the given value and slope (negative: downhill). */
export function startSearch(value: number, slope: number, acceptance: Acceptance): Search {
  const start = { step: 0, value, slope };
  return { start, acceptance, trials: 0, low: start, high: undefined };
}

/** Judges a trial, and remembers it. A trial whose value or slope is not finite is too far. */
export function judge(search: Search, trial: Trial): Verdict {
  search.trials++;
  const verdict =
    search.acceptance.lineSearch === 'wolfe' ? judgeWolfe(search, trial) : judgeValue(search, trial);
  return typeof verdict === 'object' && search.trials >= MAX_TRIALS ? 'fail' : verdict;
}

function judgeValue({ start, acceptance }: Search, trial: Trial): Verdict {
  const limit = acceptance.lineSearch === 'none' ? acceptance.limit : decreased(start, trial.step);
  if (isUsable(trial) && trial.value <= limit) return 'accept';
  return { step: stepBack(start, trial) };
}

function judgeWolfe(search: Search, trial: Trial): Verdict {
  const { start, acceptance, low, high } = search;
  const tooHigh = !isUsable(trial) || trial.value > decreased(start, trial.step) || trial.value >= low.value;
  if (tooHigh) {
    search.high = trial;
    return { step: between(low, trial) };
  }
  const isFlat = Math.abs(trial.slope) <= acceptance.slopeShare * Math.abs(start.slope);
  const isLongest = trial.step >= acceptance.longest && trial.slope < 0;
  if (isFlat || isLongest) return 'accept';
  const outward = high ? high.step - low.step : 1;
  search.low = trial;
  if (trial.slope * outward >= 0) search.high = low;
  if (search.high) return { step: between(trial, search.high) };
  return { step: Math.min(beyond(low, trial), acceptance.longest) };
}

function decreased(start: Trial, step: number): number {
  return start.value + DECREASE_SHARE * step * start.slope;
}

function isUsable(trial: Trial): boolean {
  return Number.isFinite(trial.value) && Number.isFinite(trial.slope);
}

/** The minimum of the parabola through the start (value and slope) and the trial (value). */
function stepBack(start: Trial, trial: Trial): number {
  if (!isUsable(trial)) return trial.step * SHRINK.least;
  const bend = trial.value - start.value - start.slope * trial.step;
  const step = (-start.slope * trial.step * trial.step) / (2 * bend);
  return clamp(step, SHRINK.least * trial.step, SHRINK.most * trial.step);
}

/** A step inside a bracket: the minimum of the cubic through both ends, or the middle. */
function between(low: Trial, high: Trial): number {
  const middle = (low.step + high.step) / 2;
  if (!isUsable(high)) return middle;
  const step = cubicMinimum(low, high);
  const inside = (step - low.step) * (step - high.step) < 0;
  return inside ? step : middle;
}

/** A step beyond the last trial, where the slope was still downhill. */
function beyond(before: Trial, trial: Trial): number {
  const step = cubicMinimum(before, trial);
  const farthest = trial.step * MAX_GROWTH;
  return step > trial.step ? Math.min(step, farthest) : farthest;
}

/** The minimum of the cubic with the values and slopes of two points (Nocedal & Wright 3.59); NaN if none. */
function cubicMinimum(a: Trial, b: Trial): number {
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step);
  const d2 = Math.sign(b.step - a.step) * Math.sqrt(d1 * d1 - a.slope * b.slope);
  return b.step - ((b.step - a.step) * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
