import { type AdamMoments, type AdamOptions, type AdamState, adam, momentsOf } from './adam.js';
import { type LbfgsOptions, type LbfgsState, lbfgs } from './lbfgs.js';
import type { Optimizer } from './optimizer.js';

/** An optimiser and its options, as plain data. */
export type OptimizerSpec =
  | ({ readonly kind: 'lbfgs' } & LbfgsOptions)
  | ({ readonly kind: 'adam' } & AdamOptions);

export const OPTIMIZER_NAMES = ['lbfgs', 'adam'] as const;
/** One of `OPTIMIZER_NAMES`. */
export type OptimizerName = OptimizerSpec['kind'];

/** The state of whichever optimiser. */
export type AnyState = LbfgsState | AdamState;

/** Makes the optimiser that a spec describes. */
export function createOptimizer(spec: OptimizerSpec): Optimizer<AnyState> {
  // Each optimiser is only ever handed the state that it made itself.
  return (spec.kind === 'lbfgs' ? lbfgs(spec) : adam(spec)) as Optimizer<AnyState>;
}

/** What a next run can be started from; L-BFGS has nothing that would be true at another scale. */
export function handOver(state: AnyState): AdamMoments | undefined {
  return state.kind === 'adam' ? momentsOf(state) : undefined;
}
