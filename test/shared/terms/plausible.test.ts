import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { implausibility } from '../../../src/shared/terms/plausible.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const IDENTITY = [...tf.eye(4).dataSync()];
const whitening = (scale = 1) =>
  tf.tensor3d(
    [...IDENTITY, ...IDENTITY].map((v) => scale * v),
    [2, 4, 4],
  );
const mean = () => tf.tensor4d(new Float32Array(8), [1, 1, 2, 4]);
const at = (rgba: number[], scale = 1) =>
  implausibility(tf.tensor4d(rgba, [1, 1, 2, 4]), mean(), whitening(scale), 2).dataSync()[0]!;

describe('implausibility', () => {
  it('is 0 within the limit, and the mean square of what lies beyond', () => {
    expect(at([1, 1, 1, 0, 0, 0, 0, 1.9])).toBe(0);
    // 3 and 5 deviations: 1 and 9 beyond squared.
    expect(at([3, 0, 0, 0, 0, 0, 4, 3])).toBeCloseTo((1 + 9) / 2, 3);
  });

  it('measures in deviations', () => {
    expect(at([3, 0, 0, 0, 0, 0, 0, 0], 2)).toBeCloseTo(16 / 2, 3);
  });

  it('is what loops say, whatever means and whitening are', () => {
    const rng = new Rng(3);
    const [rgba, means, matrices] = [rng.normals(12), rng.normals(12), rng.normals(48)];
    let sum = 0;
    for (let p = 0; p < 3; p++) {
      let squares = 0;
      for (let row = 0; row < 4; row++) {
        let value = 0;
        for (let c = 0; c < 4; c++) {
          value += matrices[16 * p + 4 * row + c]! * (rgba[4 * p + c]! - means[4 * p + c]!);
        }
        squares += value ** 2;
      }
      sum += Math.max(0, Math.sqrt(squares) - 1.5) ** 2 / 3;
    }
    const [x, mean] = [rgba, means].map((values) => tf.tensor4d(values, [1, 1, 3, 4])) as [
      Tensor4D,
      Tensor4D,
    ];
    const found = implausibility(x, mean, tf.tensor3d(matrices, [3, 4, 4]), 1.5).dataSync();
    expect([...found]).toBeAllclose([sum], 1e-4);
  });

  it('is compiled as it is, with its gradient', async () => {
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(implausibility(x as Tensor4D, mean(), whitening(3), 2)) }),
      normalValues({ x: [1, 1, 2, 4] }, 3),
    );
  });
});
