import { describe, expect, it } from 'vitest';
import { type Scalar, type Tensor, type Tensor2D, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { frequencyEnvelopeDistance } from '../../../src/shared/terms/frequencyEnvelope.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

const values = (tensor: Tensor) => Float32Array.from(tensor.dataSync());
const term = termOf({ kind: 'frequency-envelope' });
const shown = (power: Tensor4D) => ({ layers: { power } });
const meanPower = (rows: number[][]) => values(term.measure(shown(tf.tensor4d([[rows]]))).power!);

describe('the frequency energy envelope', () => {
  it('is the mean power of every bin, however long the sound', () => {
    const once = [
      [1, 4],
      [3, 8],
    ];
    expect([...meanPower(once)]).toEqual([2, 6]);
    expect([...meanPower([...once, ...once])]).toEqual([2, 6]);
  });

  it('is compared as logarithms, over the spread of the target’s', () => {
    const logs = (row: number[]) => tf.tensor3d([[row.map(Math.exp)]]);
    const [found, target] = [logs([0, 1, 2]), logs([1, 0, 5])];
    const expected = (1 + 1 + 9) / (1 + 4 + 9);
    expect(values(frequencyEnvelopeDistance(found, target))[0]).toBeCloseTo(expected, 4);
    expect(values(frequencyEnvelopeDistance(target, target))[0]).toBe(0);
    expect(values(frequencyEnvelopeDistance(logs([2, 2, 2]), target))[0]).toBeCloseTo(1, 4);
    expect(Number.isFinite(values(frequencyEnvelopeDistance(found, logs([1, 1, 1])))[0])).toBe(true);
  });

  it('falls in the direction that the gradient says', async () => {
    const style = tf.tensor4d(
      new Rng(3).normals(30).map((x) => x * x + 0.1),
      [1, 1, 5, 6],
    );
    const goal = arraysOf(term.goalOf(shown(style)));
    const objective = ({ x }: Record<string, Tensor>) => {
      const power = tf.reshape(tf.add(tf.square(x as Tensor2D), 0.1), [1, 1, 5, 6]) as Tensor4D;
      return { loss: tf.sum(term.term.loss(new Seen({ power }), tensorsOf(goal))) as Scalar };
    };
    await expectSoundObjective(objective, normalValues({ x: [5, 6] }, 4));
  });
});
