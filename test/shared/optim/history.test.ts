import { describe, expect, it } from 'vitest';
import { descend, emptyHistory, forget, type Move, remember } from '../../../src/shared/optim/history.js';
import { dot } from '../../../src/shared/optim/vectors.js';
import { Rng } from '../../../src/shared/rng.js';
import { inverseHessian, type Pair, times } from './denseHessian.js';
import { quadratic } from './problems.js';

const SIZE = 6;

/** Moves between random points of a quadratic, and their pairs. */
function moves(count: number): { moves: Move[]; pairs: Pair[] } {
  const { gradient } = quadratic(SIZE, 5);
  const rng = new Rng(9);
  const all = Array.from({ length: count }, () => {
    const [from, to] = [rng.normals(SIZE), rng.normals(SIZE)];
    return { from, to, gradientFrom: gradient(from), gradientTo: gradient(to) };
  });
  const pairs = all.map(({ from, to, gradientFrom, gradientTo }) => ({
    s: to.map((value, i) => value - from[i]!),
    y: gradientTo.map((value, i) => value - gradientFrom[i]!),
  }));
  return { moves: all, pairs };
}

function direction(history: Parameters<typeof descend>[0], gradient: Float32Array): Float32Array {
  const target = new Float32Array(gradient.length).fill(Number.NaN);
  descend(history, gradient, target);
  return target;
}

const GRADIENT = new Rng(3).normals(SIZE);

describe('the history', () => {
  it.each([1, 2, 4, 5, 7, 9, 13])('of 4 pairs is dense BFGS of the last 4 of %i', (count) => {
    const { moves: all, pairs } = moves(count);
    const history = emptyHistory(4);
    for (const move of all) remember(history, move, 0);
    expect(history.length).toBe(Math.min(count, 4));
    const expected = times(inverseHessian(pairs.slice(-4), SIZE), GRADIENT).map((value) => -value);
    expect(direction(history, GRADIENT)).toBeAllclose(expected, 1e-3, 1e-4);
  });

  it('takes the last gradient change to the last step (the secant equation)', () => {
    const { moves: all, pairs } = moves(7);
    const history = emptyHistory(3);
    for (const move of all) remember(history, move, 0);
    const { s, y } = pairs.at(-1)!;
    expect(direction(history, y)).toBeAllclose(
      s.map((value) => -value),
      1e-4,
      1e-5,
    );
  });

  it('always leads downhill', () => {
    const { moves: all } = moves(30);
    const history = emptyHistory(5);
    const rng = new Rng(11);
    for (const move of all) {
      remember(history, move, 1e-6);
      const gradient = rng.normals(SIZE);
      expect(dot(direction(history, gradient), gradient)).toBeLessThan(0);
    }
  });

  it('is steepest descent when it is empty, or may hold nothing', () => {
    const history = emptyHistory(2);
    const downhill = GRADIENT.map((value) => -value);
    expect(direction(history, GRADIENT)).toEqual(downhill);
    const { moves: all } = moves(2);
    for (const move of all) remember(history, move, 0);
    expect(direction(history, GRADIENT)).not.toEqual(downhill);
    forget(history);
    expect(direction(history, GRADIENT)).toEqual(downhill);
    const none = emptyHistory(0);
    remember(none, all[0]!, 0);
    expect(direction(none, GRADIENT)).toEqual(downhill);
  });

  it('begins anew after it was dropped', () => {
    const { moves: all, pairs } = moves(5);
    const history = emptyHistory(3);
    for (const move of all.slice(0, 4)) remember(history, move, 0);
    forget(history);
    remember(history, all[4]!, 0);
    const expected = times(inverseHessian(pairs.slice(4), SIZE), GRADIENT).map((value) => -value);
    expect(direction(history, GRADIENT)).toBeAllclose(expected, 1e-4, 1e-5);
  });

  it.each<[string, number[], number[], number]>([
    ['whose gradient fell along it', [1, 0], [-0.5, 0], 0],
    ['whose gradient did not change', [1, 0], [0, 0], 0],
    ['that went nowhere', [0, 0], [1, 0], 0],
    ['at nearly a right angle to its change', [1, 0], [1e-4, 1], 0],
    ['with a change that is no number', [1, 0], [Number.NaN, 0], 0],
    ['with a change along it', [1, 0], [0.5, 0], 1],
  ])('of a step %s', (_, s, y, length) => {
    const history = emptyHistory(3);
    const zero = new Float32Array(2);
    const move = {
      from: zero,
      to: Float32Array.from(s),
      gradientFrom: zero,
      gradientTo: Float32Array.from(y),
    };
    remember(history, move, 1e-3);
    expect(history.length).toBe(length);
  });
});
