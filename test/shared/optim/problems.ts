import type { Optimizer, OptimizerState } from '../../../src/shared/optim/optimizer.js';
import { Rng } from '../../../src/shared/rng.js';

/** An objective with its gradient. */
export interface Problem {
  readonly value: (x: Float32Array) => number;
  readonly gradient: (x: Float32Array) => Float32Array;
}

/** Rosenbrock's valley, minimum 0 at (1, 1). */
export const ROSENBROCK: Problem = {
  value: ([x, y]) => 100 * (y! - x! ** 2) ** 2 + (1 - x!) ** 2,
  gradient: ([x, y]) => Float32Array.of(-400 * x! * (y! - x! ** 2) - 2 * (1 - x!), 200 * (y! - x! ** 2)),
};

/** (x - centre)^T A (x - centre) / 2 with A = B^T B + I of a random B. */
export function quadratic(size: number, seed: number): Problem & { readonly centre: Float32Array } {
  const rng = new Rng(seed);
  const b = Array.from({ length: size }, () => rng.normals(size));
  const a = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => b.reduce((sum, row) => sum + row[i]! * row[j]!, i === j ? 1 : 0)),
  );
  const centre = rng.normals(size);
  const gradient = (x: Float32Array) =>
    Float32Array.from(a, (row) => row.reduce((sum, value, j) => sum + value * (x[j]! - centre[j]!), 0));
  const value = (x: Float32Array) =>
    gradient(x).reduce((sum, g, i) => sum + 0.5 * g * (x[i]! - centre[i]!), 0);
  return { value, gradient, centre };
}

/** Runs an optimiser for a number of evaluations; every point it asked for, with its value. */
export function run<State extends OptimizerState>(
  optimizer: Optimizer<State>,
  problem: Problem,
  start: Float32Array,
  evaluations: number,
): { state: State; points: Float32Array[]; values: number[] } {
  let state = optimizer.init(start);
  const points: Float32Array[] = [];
  const values: number[] = [];
  for (let i = 0; i < evaluations && !state.done; i++) {
    const x = optimizer.propose(state);
    points.push(x.slice());
    values.push(problem.value(x));
    state = optimizer.accept(state, values[i]!, problem.gradient(x));
  }
  return { state, points, values };
}
