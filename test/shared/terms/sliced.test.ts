import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { randomDirections } from '../../../src/shared/terms/sliced.js';
import { type Features, randomFeatures, tensorOf } from '../../support/features.js';
import { termOf } from '../../support/terms.js';

const shown = (of: Features) => ({ layers: { a: tensorOf(of) } });

it('draws directions of length 1 at right angles', () => {
  const matrix = tf.tensor2d(randomDirections(7, 5, 3), [7, 5]);
  const products = tf.matMul(matrix, matrix, true).dataSync() as Float32Array;
  const identity = Float32Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? 1 : 0));
  expect(products).toBeAllclose(identity, 1e-5, 1e-5);
});

describe('sliced', () => {
  const style = randomFeatures(4, 12, 12, 4);
  const term = termOf({ kind: 'sliced', layers: { a: 1 } });

  it('is 0 for features that are distributed as the style’s, whatever their places', () => {
    const moved = { ...style, data: tf.reverse(tensorOf(style), [1, 2]).dataSync() as Float32Array };
    expect(term.loss(shown(moved), term.goalOf(shown(style)))[0]).toBeLessThan(1e-4);
  });

  it('sees that channels no longer belong together, which histograms do not', () => {
    // Each channel keeps its values, in another order than the others.
    const rows = tensorOf(style).dataSync();
    const apart = {
      ...style,
      data: rows.map((_, i) => rows[(i + (i % 4) * 4 * 31) % rows.length]!) as Float32Array,
    };
    const histogram = termOf({ kind: 'histogram', layers: { a: 1 } });
    const byChannel = histogram.loss(shown(apart), histogram.goalOf(shown(style)))[0]!;
    const byDirection = term.loss(shown(apart), term.goalOf(shown(style)))[0]!;
    expect(byChannel).toBeLessThan(1e-4);
    expect(byDirection).toBeGreaterThan(20 * byChannel);
  });

  it('is the same for the same seed, and another for another', () => {
    const picture = randomFeatures(5, 12, 12, 4);
    const lossOf = (seed: number) => {
      const few = termOf({ kind: 'sliced', layers: { a: 1 }, directions: 2, seed });
      return few.loss(shown(picture), few.goalOf(shown(style)))[0]!;
    };
    expect(lossOf(1)).toBe(lossOf(1));
    expect(lossOf(1)).not.toBe(lossOf(2));
  });
});
