import { describe, expect, it } from 'vitest';
import { lbfgs } from '../../../src/shared/optim/lbfgs.js';
import { dot } from '../../../src/shared/optim/vectors.js';
import { inverseHessian, type Pair, times } from './denseHessian.js';
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

  it.each([0, 0.1, 1])(
    'never ends a step above the lowest value so far by a share of more than %d',
    (maxRise) => {
      // Steps of the model overshoot in this valley: without the safeguard the values rise.
      const optimizer = lbfgs({ maxRise, firstStep: 5 });
      let state = optimizer.init(START);
      let moved = 0;
      let refused = 0;
      for (let i = 0; i < 100 && !state.done; i++) {
        const { steps, lowest } = state;
        const x = optimizer.propose(state);
        const value = ROSENBROCK.value(x);
        state = optimizer.accept(state, value, ROSENBROCK.gradient(x));
        if (state.steps === steps) refused++;
        else {
          moved++;
          expect(state.value).toBe(value);
          expect(value).toBeLessThanOrEqual(lowest * (1 + maxRise));
        }
      }
      expect(moved).toBeGreaterThan(20);
      expect(refused).toBeGreaterThan(1);
    },
  );

  it.each([0.1, 0.9])('ends each step where the strong Wolfe conditions hold (%d)', (slopeShare) => {
    const optimizer = lbfgs({ lineSearch: 'wolfe', slopeShare });
    let state = optimizer.init(START);
    let moved = 0;
    while (!state.done && moved < 40) {
      const before = { value: state.value, steps: state.steps };
      const [direction, slope] = [state.direction.slice(), dot(state.gradient, state.direction)];
      const [x, { step }] = [optimizer.propose(state), state];
      const [value, gradient] = [ROSENBROCK.value(x), ROSENBROCK.gradient(x)];
      state = optimizer.accept(state, value, gradient);
      if (state.steps === before.steps) continue;
      moved++;
      expect(value).toBeLessThanOrEqual(before.value + 1e-4 * step * slope);
      expect(Math.abs(dot(gradient, direction))).toBeLessThanOrEqual(slopeShare * Math.abs(slope));
    }
    expect(moved).toBeGreaterThan(10);
    expect(state.value).toBeLessThan(1e-6);
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

  it.each(['none', 'armijo', 'wolfe'] as const)(
    'keeps to the largest step, and gets on (%s)',
    (lineSearch) => {
      const { points, values } = run(lbfgs({ maxStep: 0.05, lineSearch }), ROSENBROCK, START, 30);
      expect(points).toHaveLength(30);
      expect(Math.min(...values)).toBeLessThan(values[0]! / 2);
      expect(new Set(points.map(String)).size).toBe(30);
      for (let i = 1; i < points.length; i++) {
        const moved = points[i]!.map((value, k) => Math.abs(value - points[i - 1]![k]!));
        expect(Math.max(...moved)).toBeLessThan(0.0501);
      }
    },
  );
});

/**
 * PyTorch's `LBFGS(lr=1)` without a line search, as its documentation describes it: BFGS updates of a dense inverse
 * Hessian that starts at (s.y / y.y) times the identity, rebuilt from all pairs at each step.
 */
function torchLbfgs(problem: Problem, start: Float32Array, evaluations: number): Float32Array[] {
  const points = [start.slice()];
  const pairs: Pair[] = [];
  let x = start.slice();
  let g = problem.gradient(x);
  while (points.length < evaluations) {
    const h = inverseHessian(pairs, x.length);
    const direction = times(h, g).map((value) => -value);
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
