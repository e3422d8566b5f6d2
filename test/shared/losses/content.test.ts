import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { contentFactor, contentLoss } from '../../../src/shared/losses/content.js';
import { randomWeights, weightTensor } from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const target = Float32Array.of(1, 2, 3, 6, 5, 7);
const shape: [number, number, number, number] = [1, 1, 3, 2];
const features = Float32Array.of(1, 4, 0, 6, 5, 6);
// Squared differences: 0 4 | 9 0 | 0 1.
const loss = (weights?: number[]) =>
  contentLoss(
    tf.tensor4d(features, shape),
    tf.tensor4d(target, shape),
    weights && tf.tensor(weights, [1, 3]),
  ).dataSync()[0]!;

describe('contentLoss', () => {
  it('is the mean squared error', () => {
    expect(loss()).toBeCloseTo(14 / 6, 6);
  });

  it('weighs positions', () => {
    expect(loss([1, 1, 1])).toBeCloseTo(14 / 6, 6);
    expect(loss([3, 0, 0])).toBeCloseTo((3 * 4) / 6, 6);
    expect(loss([0.5, 0, 2.5])).toBeCloseTo((0.5 * 4 + 2.5 * 1) / 6, 6);
  });

  it('is 0 at its target', () => {
    const x = tf.tensor4d(target, shape);
    expect(contentLoss(x, x).dataSync()[0]).toBe(0);
  });

  it('is compiled as it is, with its gradient', async () => {
    const weights = randomWeights(2, 4, 3);
    await expectSoundObjective(
      ({ x, y }) => ({ value: contentLoss(x as Tensor4D, y as Tensor4D, weightTensor(weights, 4, 3)) }),
      normalValues({ x: [1, 4, 3, 5], y: [1, 4, 3, 5] }, 3),
    );
  });
});

describe('contentFactor', () => {
  // Of the target: squares 1 4 9 36 25 49 in all 124; mean 4, deviations 9 4 1 4 1 9 in all 28.
  it.each([
    ['mean', 1, 14 / 6],
    ['gatys', 3, 14 / 2],
    ['energy', 6 / 124, 14 / 124],
    ['variance', 6 / 28, 14 / 28],
  ] as const)('%s: %d times the mean', (normalisation, factor, product) => {
    expect(contentFactor(normalisation, target)).toBeCloseTo(factor, 6);
    expect(contentFactor(normalisation, target) * loss()).toBeCloseTo(product, 5);
  });

  it('is 1 by variance for features that are nothing but the mean', () => {
    const flat = tf.fill(shape, 4) as Tensor4D;
    const value = contentLoss(flat, tf.tensor4d(target, shape)).dataSync()[0]!;
    expect(contentFactor('variance', target) * value).toBeCloseTo(1, 6);
  });

  it('is 0 for dead features, not infinite', () => {
    expect(contentFactor('energy', new Float32Array(6))).toBe(0);
    expect(contentFactor('variance', new Float32Array(6).fill(0.5))).toBe(0);
  });
});
