import { describe, expect, it } from 'vitest';
import { frequencyEnvelopeDistance, meanPower } from '../../../src/audio/statistics/frequencyEnvelope.js';
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const values = (tensor: Tensor) => Float32Array.from(tensor.dataSync());
const power = (rows: number[][]) => tf.tensor4d([[rows]]);

describe('the frequency energy envelope', () => {
  it('is the mean power of every bin, however long the sound', () => {
    const once = [
      [1, 4],
      [3, 8],
    ];
    expect([...values(meanPower(power(once)))]).toEqual([2, 6]);
    expect([...values(meanPower(power([...once, ...once])))]).toEqual([2, 6]);
  });

  it('is compared as logarithms, over the spread of the target’s', () => {
    const logs = (row: number[]) => tf.tensor2d([row.map(Math.exp)]);
    const [found, target] = [logs([0, 1, 2]), logs([1, 0, 5])];
    const expected = (1 + 1 + 9) / (1 + 4 + 9);
    expect(values(frequencyEnvelopeDistance(found, target))[0]).toBeCloseTo(expected, 4);
    expect(values(frequencyEnvelopeDistance(target, target))[0]).toBe(0);
    expect(values(frequencyEnvelopeDistance(logs([2, 2, 2]), target))[0]).toBeCloseTo(1, 4);
    expect(Number.isFinite(values(frequencyEnvelopeDistance(found, logs([1, 1, 1])))[0])).toBe(true);
  });

  it('falls in the direction that the gradient says', async () => {
    const target = new Rng(3).normals(6).map((x) => x * x + 0.1);
    const objective = ({ x }: Record<string, Tensor>) => {
      const squares = tf.add(tf.square(x as Tensor2D), 0.1);
      const found = meanPower(tf.reshape(squares, [1, 1, 5, 6]) as Tensor4D);
      return { loss: frequencyEnvelopeDistance(found, tf.tensor2d(target, [1, 6])) };
    };
    await expectSoundObjective(objective, normalValues({ x: [5, 6] }, 4));
  });
});
