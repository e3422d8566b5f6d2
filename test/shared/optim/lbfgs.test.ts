import { describe, expect, it } from 'vitest';
import { emptyHistory, remember } from '../../../src/shared/optim/history.js';
import { lbfgs } from '../../../src/shared/optim/lbfgs.js';
import { dot } from '../../../src/shared/optim/vectors.js';
import { type Problem, quadratic, ROSENBROCK, run } from './problems.js';

const START = Float32Array.of(-1.2, 1);

describe('L-BFGS', () => {
  it.each(['none', 'armijo', 'wolfe'] as const)('finds the end of Rosenbrock’s valley (%s)', (lineSearch) => {
    const { values } = run(lbfgs({ lineSearch, maxRise: 0.5 }), ROSENBROCK, START, 150);
    expect(Math.min(...values)).toBeLessThan(1e-6);
  });

  it.each([2, 5, 9])('solves a quadratic of %i variables in one step more, by exact searches', (size) => {
    const problem = quadratic(size, size);
    const optimizer = lbfgs({ lineSearch: 'wolfe', slopeShare: 1e-5, history: size + 1, firstStep: 0.1 });
    let state = optimizer.init(new Float32Array(size));
    const first = problem.value(optimizer.propose(state));
    while (state.steps <= size && !state.done) {
      const x = optimizer.propose(state);
      state = optimizer.accept(state, problem.value(x), problem.gradient(x));
    }
    expect(state.value / first).toBeLessThan(1e-6);
    expect(state.x).toBeAllclose(problem.centre, 2e-2, 2e-2);
  });

  it('goes as PyTorch’s does, if it is told to', () => {
    const problem = quadratic(6, 3);
    const options = {
      history: 100,
      firstStep: 1,
      firstStepNorm: 'sum',
      maxRise: Number.POSITIVE_INFINITY,
    } as const;
    const { points } = run(lbfgs({ ...options, minCosine: 0 }), problem, new Float32Array(6), 8);
    const expected = torchLbfgs(problem, new Float32Array(6), 8);
    points.forEach((point, i) => {
      expect(point).toBeAllclose(expected[i]!, 2e-3, 2e-3);
    });
  });

  it('never ends a step far above the lowest value so far', () => {
    const { values, state } = run(lbfgs({ maxRise: 0.1, firstStep: 5 }), ROSENBROCK, START, 100);
    expect(Math.min(...values)).toBeLessThan(values[0]!);
    expect(state.value).toBeLessThanOrEqual(state.lowest * 1.1 + 1e-12);
  });

  it('shortens a step to where the objective is not finite', () => {
    // Defined left of 1 only; the first step goes far beyond.
    const wall: Problem = {
      value: ([x]) => (x! < 1 ? (x! - 0.9) ** 2 : Number.NaN),
      gradient: ([x]) => Float32Array.of(x! < 1 ? 2 * (x! - 0.9) : Number.NaN),
    };
    const { values, state } = run(lbfgs({ firstStep: 30 }), wall, Float32Array.of(0), 30);
    expect(values.some(Number.isNaN)).toBe(true);
    expect(state.x[0]).toBeCloseTo(0.9, 3);
  });

  it('ends at once where the start is not finite, and where there is no way down', () => {
    const nowhere: Problem = { value: () => Number.NaN, gradient: (x) => x };
    expect(run(lbfgs(), nowhere, START, 5)).toMatchObject({ values: [Number.NaN], state: { done: true } });
    const flat: Problem = { value: () => 3, gradient: (x) => new Float32Array(x.length) };
    expect(run(lbfgs(), flat, START, 5)).toMatchObject({ values: [3], state: { done: true } });
  });

  it('is plain data: a clone goes on in the same way', () => {
    const optimizer = lbfgs();
    const { state } = run(optimizer, ROSENBROCK, START, 10);
    const goOn = (from: typeof state) => {
      let s = from;
      for (let i = 0; i < 10; i++) {
        const x = optimizer.propose(s);
        s = optimizer.accept(s, ROSENBROCK.value(x), ROSENBROCK.gradient(x));
      }
      return s.x;
    };
    expect(goOn(structuredClone(state))).toEqual(goOn(state));
  });

  it('keeps to the largest step', () => {
    const { points } = run(lbfgs({ maxStep: 0.05 }), ROSENBROCK, START, 30);
    for (let i = 1; i < points.length; i++) {
      const moved = points[i]!.map((value, k) => Math.abs(value - points[i - 1]![k]!));
      expect(Math.max(...moved)).toBeLessThan(0.0501);
    }
  });
});

describe('the history', () => {
  it('leaves out pairs of negative curvature', () => {
    const history = emptyHistory(3);
    const [from, to] = [Float32Array.of(0, 0), Float32Array.of(1, 0)];
    remember(
      history,
      { from, to, gradientFrom: Float32Array.of(1, 0), gradientTo: Float32Array.of(0.5, 0) },
      1e-6,
    );
    expect(history.length).toBe(0);
    remember(
      history,
      { from, to, gradientFrom: Float32Array.of(1, 0), gradientTo: Float32Array.of(1.5, 0) },
      1e-6,
    );
    expect(history.length).toBe(1);
  });
});

/**
 * PyTorch's `LBFGS(lr=1)` without a line search, as its documentation describes it: BFGS updates of a dense inverse
 * Hessian that starts at (s.y / y.y) times the identity, rebuilt from all pairs at each step.
 */
function torchLbfgs(problem: Problem, start: Float32Array, evaluations: number): Float32Array[] {
  const points = [start.slice()];
  const pairs: { s: Float32Array; y: Float32Array }[] = [];
  let x = start.slice();
  let g = problem.gradient(x);
  while (points.length < evaluations) {
    const h = inverseHessian(pairs, x.length);
    const direction = Float32Array.from(h, (row) => -row.reduce((sum, value, j) => sum + value * g[j]!, 0));
    const sum = g.reduce((total, value) => total + Math.abs(value), 0);
    const step = pairs.length === 0 ? Math.min(1, 1 / sum) : 1;
    const next = x.map((value, i) => value + step * direction[i]!);
    const nextGradient = problem.gradient(next);
    pairs.push({
      s: next.map((value, i) => value - x[i]!),
      y: nextGradient.map((value, i) => value - g[i]!),
    });
    [x, g] = [next, nextGradient];
    points.push(x.slice());
  }
  return points;
}

function inverseHessian(pairs: readonly { s: Float32Array; y: Float32Array }[], size: number): number[][] {
  const last = pairs.at(-1);
  const scale = last ? dot(last.s, last.y) / dot(last.y, last.y) : 1;
  let h = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? scale : 0)),
  );
  for (const { s, y } of pairs) {
    const rho = 1 / dot(s, y);
    // V = I - rho y s^T; H' = V^T H V + rho s s^T (Nocedal & Wright, eq. 7.16).
    const v = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? 1 : 0) - rho * y[i]! * s[j]!),
    );
    const hv = h.map((row) => v[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * v[k]![j]!, 0)));
    h = v[0]!.map((_, i) =>
      v[0]!.map((_, j) => v.reduce((sum, row, k) => sum + row[i]! * hv[k]![j]!, rho * s[i]! * s[j]!)),
    );
  }
  return h;
}
