import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { totalVariation } from '../../../src/shared/losses/totalVariation.js';
import { type Features, randomFeatures, tensorOf } from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const variation = (of: Tensor4D) => totalVariation(of).dataSync()[0]!;

/** Mean squared difference of neighbours, down plus across, by loops. */
function naive({ data, height, width, channels }: Features): number {
  const at = (y: number, x: number, c: number) => data[(y * width + x) * channels + c]!;
  const [down, across]: [number[], number[]] = [[], []];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        if (y + 1 < height) down.push((at(y + 1, x, c) - at(y, x, c)) ** 2);
        if (x + 1 < width) across.push((at(y, x + 1, c) - at(y, x, c)) ** 2);
      }
    }
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  return mean(down) + mean(across);
}

describe('totalVariation', () => {
  it.each([
    [5, 7],
    [2, 2],
    [1, 6],
    [6, 1],
    [1, 1],
  ])('is what loops give (%d x %d)', (height, width) => {
    const picture = randomFeatures(3, height, width, 3);
    expect([variation(tensorOf(picture))]).toBeAllclose([naive(picture)], 1e-5, 1e-6);
  });

  it('is 0 for a flat picture', () => {
    expect(variation(tf.fill([1, 4, 5, 3], 0.7))).toBe(0);
  });

  it('is the squared slope of a ramp, at any size', () => {
    const ramp = (width: number) => tf.reshape(tf.mul(tf.range(0, width), 0.1), [1, 1, width, 1]) as Tensor4D;
    expect(variation(ramp(8))).toBeCloseTo(0.01, 6);
    expect(variation(tf.tile(ramp(80), [1, 5, 1, 3]))).toBeCloseTo(0.01, 5);
  });

  it.each([
    [4, 5],
    [1, 6],
    [6, 1],
  ])('is compiled as it is, with its gradient (%d x %d)', async (height, width) => {
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(totalVariation(x as Tensor4D)) }),
      normalValues({ x: [1, height, width, 3] }, 5),
    );
  });
});
