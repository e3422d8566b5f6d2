import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { gramMatrix } from '../../../src/shared/losses/gram.js';
import {
  naiveMoments,
  randomFeatures,
  randomWeights,
  tensorOf,
  weightTensor,
} from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const features = randomFeatures(1, 5, 7, 4);
const x = tensorOf(features);
const gramOf = (of: Tensor4D) => gramMatrix(of).dataSync();

describe('gramMatrix', () => {
  it('is the mean product of channels, by the triple loop', () => {
    expect(gramMatrix(x).shape).toEqual([4, 4]);
    expect(gramOf(x)).toBeAllclose(naiveMoments(features).products, 1e-5, 1e-6);
  });

  it('weighs positions', () => {
    const weights = randomWeights(2, 5, 7);
    const found = gramMatrix(x, weightTensor(weights, 5, 7)).dataSync();
    expect(found).toBeAllclose(naiveMoments(features, weights).products, 1e-5, 1e-6);
  });

  it('takes weights of ones for none', () => {
    expect(gramMatrix(x, tf.ones([5, 7])).dataSync()).toBeAllclose(gramOf(x), 1e-6, 1e-6);
  });

  it('sees only the region that a mask leaves', () => {
    const mask = tf.concat([tf.fill([5, 3], 7 / 3), tf.zeros([5, 4])], 1);
    const region = tf.slice(x, [0, 0, 0, 0], [1, 5, 3, 4]);
    expect(gramMatrix(x, mask).dataSync()).toBeAllclose(gramOf(region), 1e-5, 1e-5);
  });

  it('does not change when positions are exchanged', () => {
    expect(gramOf(tf.reverse(x, [1, 2]))).toBeAllclose(gramOf(x), 1e-5, 1e-6);
    expect(gramOf(tf.transpose(x, [0, 2, 1, 3]))).toBeAllclose(gramOf(x), 1e-5, 1e-6);
  });

  it('does not change when the features are tiled', () => {
    expect(gramOf(tf.tile(x, [1, 2, 3, 1]))).toBeAllclose(gramOf(x), 1e-5, 1e-6);
  });

  it.each([false, true])('is compiled as it is, with its gradient (weights: %s)', async (isWeighted) => {
    const weights = randomWeights(4, 3, 5);
    const slopes = new Float32Array(16).map((_, i) => Math.cos(i));
    await expectSoundObjective(
      (inputs) => {
        const gram = gramMatrix(inputs.x as Tensor4D, isWeighted ? weightTensor(weights, 3, 5) : undefined);
        return { value: tf.sum(tf.mul(gram, tf.tensor(slopes, [4, 4]))) };
      },
      normalValues({ x: [1, 3, 5, 4] }, 5),
    );
  });
});
