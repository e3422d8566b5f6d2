import { describe, expect, it } from 'vitest';
import { MattingAffinity, smoothByAffinity } from '../../../src/shared/fields/mattingSmooth.js';
import { Rng } from '../../../src/shared/rng.js';
import { largestDifference, scene } from '../../support/pictures.js';

const size = { width: 7, height: 6 };
const COUNT = 42;
const EPSILON = 1e-3;
const guide = scene(size, 1).pixels;
const affinity = new MattingAffinity(guide, size, EPSILON);
const noise = (seed: number) => {
  const rng = new Rng(seed);
  return Float64Array.from({ length: COUNT }, () => rng.normal());
};
const column = (i: number) =>
  affinity.apply(Float64Array.from({ length: COUNT }, (_, k) => (k === i ? 1 : 0)));
/** W, a column at a time: it is symmetric. */
const matrix = Array.from({ length: COUNT }, (_, i) => column(i));

/** Gaussian elimination. */
function solve(rows: readonly (readonly number[])[], right: readonly number[]): number[] {
  const work = rows.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < COUNT; i++) {
    for (let k = i + 1; k < COUNT; k++) {
      const factor = work[k]![i]! / work[i]![i]!;
      for (let j = i; j <= COUNT; j++) work[k]![j]! -= factor * work[i]![j]!;
    }
  }
  const x = new Array<number>(COUNT).fill(0);
  for (let i = COUNT - 1; i >= 0; i--) {
    const known = x.reduce((sum, value, j) => (j > i ? sum + work[i]![j]! * value : sum), 0);
    x[i] = (work[i]![COUNT]! - known) / work[i]![i]!;
  }
  return x;
}

describe('affinities', () => {
  it('are those of the paper, entry by entry', () => {
    const [p, q] = [2 * 7 + 2, 2 * 7 + 3];
    let sum = 0;
    for (let y = 1; y < 5; y++)
      for (let x = 1; x < 6; x++) {
        const window = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => (y + dy) * 7 + x + dx));
        if (!window.includes(p) || !window.includes(q)) continue;
        const mean = [0, 1, 2].map((c) => window.reduce((total, i) => total + guide[i * 3 + c]!, 0) / 9);
        const away = (i: number) => [0, 1, 2].map((c) => guide[i * 3 + c]! - mean[c]!);
        const entry = (a: number, b: number) =>
          window.reduce((total, i) => total + away(i)[a]! * away(i)[b]!, 0) / 9 + (a === b ? EPSILON / 9 : 0);
        // Solves the three equations by Cramer's rule.
        const m = [0, 1, 2].map((a) => [0, 1, 2].map((b) => entry(a, b)));
        const det = (r: number[][]) =>
          r[0]![0]! * (r[1]![1]! * r[2]![2]! - r[1]![2]! * r[2]![1]!) -
          r[0]![1]! * (r[1]![0]! * r[2]![2]! - r[1]![2]! * r[2]![0]!) +
          r[0]![2]! * (r[1]![0]! * r[2]![1]! - r[1]![1]! * r[2]![0]!);
        const solved = [0, 1, 2].map(
          (c) => det(m.map((row, a) => row.map((value, b) => (b === c ? away(q)[a]! : value)))) / det(m),
        );
        sum += (1 + away(p).reduce((total, value, c) => total + value * solved[c]!, 0)) / 9;
      }
    expect(matrix[q]![p]).toBeCloseTo(sum, 8);
  });

  it('are symmetric, and rows add up to the windows of a pixel', () => {
    for (const [i, row] of matrix.entries())
      for (const [j, value] of row.entries()) expect(value).toBeCloseTo(matrix[j]![i]!, 10);
    const ones = affinity.apply(new Float64Array(COUNT).fill(1));
    expect(largestDifference(ones, affinity.degrees)).toBeLessThan(1e-10);
    expect(affinity.degrees[0]).toBe(1);
    expect(affinity.degrees[2 * 7 + 3]).toBe(9);
  });

  it('are below their degrees: the matting Laplacian is nowhere negative', () => {
    for (let seed = 1; seed < 6; seed++) {
      const x = noise(seed);
      const spread = affinity.apply(x);
      expect(
        x.reduce((sum, value, i) => sum + value * (affinity.degrees[i]! * value - spread[i]!), 0),
      ).toBeGreaterThan(0);
    }
  });
});

describe('smoothing', () => {
  it('solves its equation', () => {
    const alpha = 0.9;
    const y = Float32Array.from(noise(8));
    const { degrees } = affinity;
    const rows = matrix.map((row, i) =>
      Array.from(row, (value, j) => (i === j ? degrees[i]! : 0) - alpha * value),
    );
    const right = Array.from(y, (value, i) => (1 - alpha) * degrees[i]! * value);
    const expected = solve(rows, right);
    const found = smoothByAffinity(affinity, y, y, { alpha, tolerance: 1e-9, mostIterations: 200 });
    expect(largestDifference(found, expected)).toBeLessThan(1e-5);
  });

  it('leaves what is even as it is, up to the border', () => {
    const even = new Float32Array(COUNT).fill(0.7);
    const found = smoothByAffinity(affinity, even, Float32Array.from(noise(3)), {
      alpha: 0.99,
      tolerance: 1e-9,
      mostIterations: 400,
    });
    expect(largestDifference(found, even)).toBeLessThan(1e-4);
  });
});
