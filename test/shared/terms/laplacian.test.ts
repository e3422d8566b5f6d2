import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { laplacianOf } from '../../../src/shared/terms/laplacian.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { scene } from '../../support/pictures.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

const SIZE = { width: 17, height: 13 };
const pixelsOf = (seed: number) => {
  const { pixels, width, height } = scene(SIZE, seed);
  return tf.tensor4d(pixels, [1, height, width, 3]);
};
const shown = (pixels: Tensor4D) => ({ layers: { pixels } });

/** Colours added up, averaged over squares, and the 3x3 kernel, by loops. */
function naive(seed: number, pool: number): number[] {
  const { pixels, width, height } = scene(SIZE, seed);
  const [w, h] = [Math.floor(width / pool), Math.floor(height / pool)];
  const grey = (x: number, y: number) => {
    let sum = 0;
    for (let j = 0; j < pool; j++) {
      for (let i = 0; i < pool; i++) {
        for (let c = 0; c < 3; c++) sum += pixels[((y * pool + j) * width + x * pool + i) * 3 + c]!;
      }
    }
    return sum / pool ** 2;
  };
  const values = [];
  for (let y = 1; y < h - 1; y++) {
    for (let x = 1; x < w - 1; x++) {
      values.push(4 * grey(x, y) - grey(x - 1, y) - grey(x + 1, y) - grey(x, y - 1) - grey(x, y + 1));
    }
  }
  return values;
}

describe('laplacian', () => {
  it.each([1, 2, 4])('is what loops say, pooled by %d', (pool) => {
    expect(laplacianOf(pixelsOf(1), pool).dataSync()).toBeAllclose(naive(1, pool), 1e-4, 1e-5);
  });

  it('is 0 on a slope, which has no edges', () => {
    const slope = tf.tensor4d(
      Array.from({ length: 8 * 8 * 3 }, (_, i) => 0.01 * Math.floor(i / 3)),
      [1, 8, 8, 3],
    );
    expect(Math.max(...tf.abs(laplacianOf(slope, 1)).dataSync())).toBeLessThan(1e-5);
  });

  it.each([1, 4])('as a loss is the mean squared difference (pool %d)', (pool) => {
    const term = termOf({ kind: 'laplacian', pool });
    const [a, b] = [naive(1, pool), naive(2, pool)];
    const expected = a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length;
    const goal = term.goalOf(shown(pixelsOf(2)));
    expect(term.loss(shown(pixelsOf(1)), goal)[0]).toBeCloseTo(expected, 5);
    expect(term.loss(shown(pixelsOf(2)), goal)[0]).toBe(0);
    expect(term.range(goal)[0]).toBeCloseTo(b.reduce((sum, value) => sum + value ** 2, 0) / b.length, 5);
  });

  it('does not ask where the content is transparent', () => {
    const term = termOf({ kind: 'laplacian', pool: 1 });
    const places = tf.tensor3d(
      Array.from({ length: 17 * 13 }, (_, i) => (i % 17 < 8 ? 1 : 0)),
      [1, 13, 17],
    );
    const goal = term.goalOf(shown(pixelsOf(2)));
    const left = pixelsOf(1);
    const mask = tf.reshape(places, [1, 13, 17, 1]);
    // Changed on the right of what counts, beyond the kernel's reach.
    const reach = tf.tensor4d(
      Array.from({ length: 17 * 13 }, (_, i) => (i % 17 < 10 ? 1 : 0)),
      [1, 13, 17, 1],
    );
    const changed = tf.mul(left, reach) as Tensor4D;
    const at = (pixels: Tensor4D) => term.loss({ layers: { pixels }, places }, goal)[0]!;
    expect(at(changed)).toBeCloseTo(at(left), 6);
    expect(Math.abs(at(tf.mul(left, tf.sub(1, mask)) as Tensor4D) - at(left))).toBeGreaterThan(1e-4);
  });

  it.each([1, 2])('weighs each edge as its own place (pool %d)', (pool) => {
    const term = termOf({ kind: 'laplacian', pool });
    const [rows, columns] = [Math.floor(13 / pool), Math.floor(17 / pool)];
    const [y, x] = [3, 4];
    const places = tf.tensor3d(
      Array.from({ length: 17 * 13 }, (_, i) =>
        Math.floor((i % 17) / pool) === x && Math.floor(i / 17 / pool) === y ? 1 : 0,
      ),
      [1, 13, 17],
    );
    const goal = term.goalOf(shown(pixelsOf(2)));
    const found = term.loss({ layers: { pixels: pixelsOf(1) }, places }, goal)[0]!;
    const position = (y - 1) * (columns - 2) + x - 1;
    const error = (naive(1, pool)[position]! - naive(2, pool)[position]!) ** 2;
    // As many positions as there are weights, of the inner ones.
    const wanted = (error * rows * columns) / ((rows - 2) * (columns - 2));
    if (pool === 1) expect(found / wanted).toBeCloseTo(1, 3);
    // Weights are resampled to 8 x 6: others count a little.
    else expect(Math.abs(found / wanted - 1)).toBeLessThan(0.6);
  });

  it('is silent where pooling leaves nothing inside', () => {
    const term = termOf({ kind: 'laplacian', pool: 16 });
    expect(term.loss(shown(pixelsOf(1)), term.goalOf(shown(pixelsOf(2))))).toEqual([0]);
  });

  it('is compiled as it is, with its gradient', async () => {
    const { term, goalOf } = termOf({ kind: 'laplacian', pool: 2 });
    const goal = arraysOf(goalOf(shown(pixelsOf(2))));
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(term.loss(new Seen({ pixels: x as Tensor4D }), tensorsOf(goal))) }),
      normalValues({ x: [1, 13, 17, 3] }, 3),
    );
  });
});
