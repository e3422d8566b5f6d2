import { expect, it } from 'vitest';
import { adam, momentsOf } from '../../../src/shared/optim/adam.js';
import { quadratic, ROSENBROCK, run } from './problems.js';

const OPTIONS = { stepSize: 0.1, decay1: 0.8, decay2: 0.95, epsilon: 1e-6 };

it('is algorithm 1 of the paper', () => {
  const problem = quadratic(3, 1);
  const { points } = run(adam(OPTIONS), problem, new Float32Array(3), 6);
  let x = [0, 0, 0];
  let m = [0, 0, 0];
  let v = [0, 0, 0];
  for (let t = 1; t < 6; t++) {
    const g = [...problem.gradient(Float32Array.from(x))];
    m = m.map((value, i) => 0.8 * value + 0.2 * g[i]!);
    v = v.map((value, i) => 0.95 * value + 0.05 * g[i]! ** 2);
    x = x.map(
      (value, i) => value - (0.1 * (m[i]! / (1 - 0.8 ** t))) / (Math.sqrt(v[i]! / (1 - 0.95 ** t)) + 1e-6),
    );
    expect(points[t]).toBeAllclose(x, 1e-4, 1e-5);
  }
});

it('goes down Rosenbrock’s valley', () => {
  const { values } = run(adam({ stepSize: 0.02 }), ROSENBROCK, Float32Array.of(-1.2, 1), 3000);
  expect(Math.min(...values)).toBeLessThan(1e-3);
});

it('goes on from moments as if it had never stopped', () => {
  const problem = quadratic(4, 2);
  const whole = run(adam(OPTIONS), problem, new Float32Array(4), 12);
  const half = run(adam(OPTIONS), problem, new Float32Array(4), 6);
  const rest = run(adam({ ...OPTIONS, moments: momentsOf(half.state) }), problem, half.state.x, 6);
  expect(rest.points).toEqual(whole.points.slice(6));
});

it('does not change the moments it is given, and refuses those of another size', () => {
  const moments = { first: Float32Array.of(1), second: Float32Array.of(1), steps: 5 };
  run(adam({ moments }), { value: () => 1, gradient: (x) => x }, Float32Array.of(3), 4);
  expect(moments).toEqual({ first: Float32Array.of(1), second: Float32Array.of(1), steps: 5 });
  expect(() => adam({ moments }).init(new Float32Array(2))).toThrow(
    'expected moments of 2 variables, found 1',
  );
});

it('has the defaults that its description states', () => {
  const problem = quadratic(3, 4);
  const stated = { stepSize: 0.02, decay1: 0.9, decay2: 0.99, epsilon: 1e-8 };
  expect(run(adam(), problem, new Float32Array(3), 5).points).toEqual(
    run(adam(stated), problem, new Float32Array(3), 5).points,
  );
});

it('moves by the step size at first, whatever the size of the gradient', () => {
  for (const size of [1e-3, 1, 1e6]) {
    const { points } = run(
      adam({ stepSize: 0.5 }),
      { value: () => 0, gradient: () => Float32Array.of(size, -size, 0) },
      new Float32Array(3),
      2,
    );
    expect(points[1]).toBeAllclose([-0.5, 0.5, 0], 1e-4, 1e-6);
  }
});

it('is plain data: a clone goes on in the same way', () => {
  const optimizer = adam(OPTIONS);
  const { state } = run(optimizer, ROSENBROCK, Float32Array.of(-1.2, 1), 5);
  const goOn = (from: typeof state) => {
    let s = from;
    for (let i = 0; i < 5; i++) {
      const x = optimizer.propose(s);
      s = optimizer.accept(s, ROSENBROCK.value(x), ROSENBROCK.gradient(x));
    }
    return s;
  };
  expect(goOn(structuredClone(state))).toEqual(goOn(state));
});

it.each([
  ['objective', Number.NaN, 1],
  ['objective', Number.POSITIVE_INFINITY, 1],
  ['gradient', 1, Number.NaN],
  ['gradient', 1, Number.NEGATIVE_INFINITY],
])('ends where the %s is not finite, and its moments stay sound', (_, value, slope) => {
  let evaluations = 0;
  const cliff = {
    value: () => (++evaluations < 3 ? 1 : value),
    gradient: () => Float32Array.of(evaluations < 3 ? 1 : slope),
  };
  const { state, values } = run(adam(), cliff, Float32Array.of(3), 9);
  expect(values).toHaveLength(3);
  expect(state).toMatchObject({ done: true, steps: 2 });
  expect([...momentsOf(state).first, ...momentsOf(state).second].every(Number.isFinite)).toBe(true);
});
