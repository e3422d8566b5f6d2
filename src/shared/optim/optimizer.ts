/** What the minimisation loop needs to know of an optimiser. */

/** What every optimiser remembers between two evaluations: plain data that can be posted to a worker. */
export interface OptimizerState {
  /** Points moved to since the start, the starting point not counted. */
  steps: number;
  /** True when the optimiser knows of no better point to try. */
  done: boolean;
}

/**
 * An optimiser as a set of functions over a state. The loop asks for a point, evaluates the objective there,
 * and hands back what it found:
 *
 *     let state = optimizer.init(x0);
 *     while (!state.done) {
 *       const x = optimizer.propose(state);
 *       state = optimizer.accept(state, value(x), gradient(x));
 *     }
 *
 * Vectors are large, so a state may be changed in place: after `accept` use only the state it returned.
 */
export interface Optimizer<State extends OptimizerState> {
  /** The state before the first evaluation. `x0` is copied. */
  init(x0: Float32Array): State;
  /**
   * The state before the first evaluation at another point, or of another objective, that keeps what was learnt of the last
   * one. `state` is used up; `x0` is copied.
   */
  resume(state: State, x0: Float32Array): State;
  /**
   * The point to evaluate next: a buffer of the state, valid until the next `accept`. The caller may move it
   * before the evaluation (clip it to a range); the optimiser goes on from what it finds there.
   */
  propose(state: State): Float32Array;
  /** Takes in the objective's value and gradient at the proposed point. `gradient` is read, not kept. */
  accept(state: State, value: number, gradient: Float32Array): State;
}
