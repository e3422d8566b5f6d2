import type { ArrayValue } from '../engine/objective.js';
import type { MinimizeSettings } from '../optim/minimize.js';
import type { OptimizerSpec } from '../optim/optimizerSpec.js';
import type { OpenTerm } from '../terms/openTerm.js';
import { type Balance, termFactors } from './balance.js';
import type { Goals, Measures } from './goals.js';
import { arrayInputs, INPUT, type Places, placeInputs } from './graph.js';
import type { View } from './view.js';

/** What is minimised. */
export interface TransferTask {
  readonly view: View;
  /** The variable to start from. */
  readonly start: Float32Array;
  readonly goals: Goals;
  readonly balance: Balance;
  /** Loss of each style term at the content, by region; those of `gaps`. */
  readonly gaps: Readonly<Record<string, Float32Array>>;
  /** Of each region of style, in all 1. */
  readonly shares: Float32Array;
  readonly places: Places;
  readonly optimizer: OptimizerSpec;
  readonly settings: MinimizeSettings;
}

/** The inputs of an objective, but for the variable. */
export interface ObjectiveValues extends Pick<TransferTask, 'goals' | 'places' | 'shares'> {
  /** Of each term. */
  readonly factors: Float32Array;
  /** What goals that depend on the picture have as it is. */
  readonly refreshed: Measures;
}

/** The same as the graph takes them. */
export function objectiveInputs(values: ObjectiveValues): Readonly<Record<string, ArrayValue>> {
  const { goals, places, shares, factors, refreshed } = values;
  return {
    ...placeInputs(places),
    ...arrayInputs(goals.arrays),
    ...arrayInputs(refreshed),
    [INPUT.factors]: { shape: [factors.length], data: factors },
    [INPUT.shares]: { shape: [shares.length], data: shares },
  };
}

/** What the loss of each term is multiplied by. */
export function factorsOf(
  terms: readonly OpenTerm[],
  { balance, goals, gaps, shares }: Pick<TransferTask, 'balance' | 'goals' | 'gaps' | 'shares'>,
): Float32Array {
  const shared = (values: Float32Array) =>
    shares.reduce((sum, share, region) => sum + share * (values[region] ?? values[0] ?? 0), 0);
  const scales = terms.map(({ id, side, weight }) => {
    const [range, gap] = [goals.ranges[id], gaps[id]];
    return { side, weight, range: range ? shared(range) : 1, gap: gap && shared(gap) };
  });
  return Float32Array.from(termFactors(balance, scales));
}
