import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { scene } from '../../support/pictures.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

const [WIDTH, HEIGHT, WINDOW] = [11, 9, 5];
const FLAT = 8e-3;
const pixelsOf = (seed: number) => scene({ width: WIDTH, height: HEIGHT }, seed).pixels;
const shown = (values: ArrayLike<number>) => ({
  layers: { pixels: tf.tensor4d(Array.from(values), [1, HEIGHT, WIDTH, 3]) },
});

/** Window by window, as it is defined. */
function naive(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  const luma = (pixels: ArrayLike<number>, i: number) =>
    0.299 * pixels[i * 3]! + 0.587 * pixels[i * 3 + 1]! + 0.114 * pixels[i * 3 + 2]!;
  const windows: { correlation: number; deviation: number }[] = [];
  for (let y = 0; y + WINDOW <= HEIGHT; y++) {
    for (let x = 0; x + WINDOW <= WIDTH; x++) {
      const indices = Array.from(
        { length: WINDOW ** 2 },
        (_, k) => (y + Math.floor(k / WINDOW)) * WIDTH + x + (k % WINDOW),
      );
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const [a, b] = [ours, theirs].map((pixels) => indices.map((i) => luma(pixels, i))) as [
        number[],
        number[],
      ];
      const [meanA, meanB] = [mean(a), mean(b)];
      const spread = (v: number[], m: number) =>
        Math.sqrt(mean(v.map((value) => (value - m) ** 2)) + FLAT ** 2);
      const covariance = mean(a.map((value, i) => (value - meanA) * (b[i]! - meanB)));
      const deviation = spread(b, meanB);
      windows.push({ correlation: (covariance + FLAT ** 2) / (spread(a, meanA) * deviation), deviation });
    }
  }
  const all = windows.reduce((sum, { deviation }) => sum + deviation, 0) / windows.length;
  return (
    windows.reduce((sum, { correlation, deviation }) => sum + ((1 - correlation) * deviation) / all, 0) /
    windows.length
  );
}

describe('structure', () => {
  const { term, goalOf, loss } = termOf({ kind: 'structure', window: WINDOW });
  const goal = goalOf(shown(pixelsOf(1)));

  it('is what loops say', () => {
    expect(loss(shown(pixelsOf(2)), goal)[0]).toBeCloseTo(naive(pixelsOf(2), pixelsOf(1)), 3);
  });

  it('asks nothing of the content, nor of other tones and contrasts; most of its negative', () => {
    const at = (change: (value: number) => number) => loss(shown(pixelsOf(1).map(change)), goal)[0]!;
    expect(at((value) => value)).toBeCloseTo(0, 4);
    expect(at((value) => 0.2 + 0.7 * value)).toBeLessThan(0.02);
    expect(at((value) => 1 - value)).toBeGreaterThan(1.5);
  });

  it('is compiled as it is, with its gradient', async () => {
    const arrays = arraysOf(goal);
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(term.loss(new Seen({ pixels: x as Tensor4D }), tensorsOf(arrays))) }),
      normalValues({ x: [1, HEIGHT, WIDTH, 3] }, 3),
    );
  });
});
