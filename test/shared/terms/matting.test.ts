import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { scene } from '../../support/pictures.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

const SIDE = 6;
const COUNT = SIDE * SIDE;
const EPSILON = 1e-3;
const shown = (values: ArrayLike<number>) => ({
  layers: { pixels: tf.tensor4d(Array.from(values), [1, SIDE, SIDE, 3]) },
});
const content = scene({ width: SIDE, height: SIDE }, 1).pixels;
const other = scene({ width: SIDE, height: SIDE }, 2).pixels;

/** Inverse of a 3 x 3 matrix by Gauss-Jordan. */
function inverse3(matrix: readonly number[][]): number[][] {
  const rows = matrix.map((row, i) => [...row, ...[0, 1, 2].map((j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < 3; i++) {
    const pivot = rows[i]![i]!;
    rows[i] = rows[i]!.map((value) => value / pivot);
    for (let k = 0; k < 3; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]!;
      rows[k] = rows[k]!.map((value, j) => value - factor * rows[i]![j]!);
    }
  }
  return rows.map((row) => row.slice(3));
}

/** The matting Laplacian as a dense matrix, entry by entry as the paper has it (its equation 12). */
function denseLaplacian(): number[][] {
  const matrix = Array.from({ length: COUNT }, () => new Array<number>(COUNT).fill(0));
  for (let y = 1; y < SIDE - 1; y++) {
    for (let x = 1; x < SIDE - 1; x++) {
      const window = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => (y + dy) * SIDE + x + dx));
      const mean = [0, 1, 2].map((c) => window.reduce((sum, i) => sum + content[i * 3 + c]!, 0) / 9);
      const centred = window.map((i) => [0, 1, 2].map((c) => content[i * 3 + c]! - mean[c]!));
      const covariance = [0, 1, 2].map((a) =>
        [0, 1, 2].map(
          (b) => centred.reduce((sum, v) => sum + v[a]! * v[b]!, 0) / 9 + (a === b ? EPSILON / 9 : 0),
        ),
      );
      const inverse = inverse3(covariance);
      for (const [i, p] of window.entries()) {
        for (const [j, q] of window.entries()) {
          const product = [0, 1, 2].reduce(
            (sum, a) =>
              sum + [0, 1, 2].reduce((s, b) => s + centred[i]![a]! * inverse[a]![b]! * centred[j]![b]!, 0),
            0,
          );
          matrix[p]![q]! += (i === j ? 1 : 0) - (1 + product) / 9;
        }
      }
    }
  }
  return matrix;
}

/** V' M V of all colours, as the term counts: the mean over windows and colours. */
function quadratic(matrix: readonly number[][], values: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < 3; c++)
    for (let p = 0; p < COUNT; p++)
      for (let q = 0; q < COUNT; q++) sum += values[p * 3 + c]! * matrix[p]![q]! * values[q * 3 + c]!;
  return sum / ((SIDE - 2) ** 2 * 3);
}

describe('matting', () => {
  const matting = termOf({ kind: 'matting', epsilon: EPSILON });
  const goal = matting.goalOf(shown(content));
  const matrix = denseLaplacian();

  it('is the quadratic form of the matrix of the paper', () => {
    for (const values of [other, content, normalValues({ x: [1, SIDE, SIDE, 3] }, 3).x!.data])
      expect(matting.loss(shown(values), goal)[0]).toBeCloseTo(quadratic(matrix, values), 4);
  });

  it('gives ones nothing, and nothing a negative loss', () => {
    for (const row of matrix) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 5);
    expect(matting.loss(shown(new Float32Array(COUNT * 3).fill(0.7)), goal)[0]).toBeCloseTo(0, 6);
    for (let seed = 1; seed < 6; seed++) {
      const { data } = normalValues({ x: [1, SIDE, SIDE, 3] }, seed).x!;
      expect(matting.loss(shown(data), goal)[0]).toBeGreaterThan(-1e-6);
    }
  });

  it('asks next to nothing of an affine change of the colours', () => {
    const exact = termOf({ kind: 'matting', epsilon: 1e-6 });
    const changed = content.map((_, i) => 0.1 + 0.6 * content[i - (i % 3) + ((i + 1) % 3)]!);
    const at = (values: ArrayLike<number>) => exact.loss(shown(values), exact.goalOf(shown(content)))[0]!;
    expect(at(changed)).toBeLessThan(0.01 * at(other));
  });

  it('is never negative where colours lie on a line, which 32 bits can hardly tell from a point', () => {
    const greys = content.map((_, i) => 0.5 + 0.5 * Math.sin(7 * Math.floor(i / 3)));
    const fine = termOf({ kind: 'matting', epsilon: 1e-6 });
    const at = (values: ArrayLike<number>) => fine.loss(shown(values), fine.goalOf(shown(greys)))[0]!;
    for (let seed = 1; seed < 6; seed++) {
      const { data } = normalValues({ x: [1, SIDE, SIDE, 3] }, seed).x!;
      expect(at(data)).toBeGreaterThan(0.05);
    }
    expect(at(greys)).toBeLessThan(1e-4);
  });

  it('is compiled as it is, with its gradient', async () => {
    const arrays = arraysOf(goal);
    await expectSoundObjective(
      ({ x }) => ({
        value: tf.sum(matting.term.loss(new Seen({ pixels: x as Tensor4D }), tensorsOf(arrays))),
      }),
      normalValues({ x: [1, SIDE, SIDE, 3] }, 3),
    );
  });
});
