import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { meanAndCovariance, meanAndDeviation } from '../../../src/shared/losses/moments.js';
import { compiledForward } from '../../support/engines.js';
import {
  naiveMoments,
  randomFeatures,
  randomWeights,
  tensorOf,
  weightTensor,
} from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const [height, width, channels] = [5, 4, 3];
const features = randomFeatures(1, height, width, channels);
const x = tensorOf(features);
const weights = randomWeights(2, height, width);
const mask = weightTensor(weights, height, width);

const deviations = (covariance: Float64Array) =>
  Array.from({ length: channels }, (_, i) => Math.sqrt(covariance[i * (channels + 1)]!));

describe.each([
  ['no weights', undefined, undefined],
  ['weights', weights, mask],
] as const)('with %s', (_, values, tensor) => {
  const { mean, covariance } = naiveMoments(features, values);

  it('meanAndDeviation is what loops give', () => {
    const found = meanAndDeviation(x, tensor);
    expect(found.shape).toEqual([2, channels]);
    expect(found.dataSync()).toBeAllclose([...mean, ...deviations(covariance)], 1e-5, 1e-6);
  });

  it('meanAndCovariance is what loops give', () => {
    const found = meanAndCovariance(x, tensor);
    expect(found.shape).toEqual([1 + channels, channels]);
    expect(found.dataSync()).toBeAllclose([...mean, ...covariance], 1e-5, 1e-6);
  });
});

describe.each([
  ['meanAndDeviation', meanAndDeviation],
  ['meanAndCovariance', meanAndCovariance],
] as const)('%s', (_, measure) => {
  it('takes weights of ones for none', () => {
    expect(measure(x, tf.ones([height, width])).dataSync()).toBeAllclose(measure(x).dataSync(), 1e-6, 1e-6);
  });

  it('does not change when the features are tiled', () => {
    expect(measure(tf.tile(x, [1, 3, 2, 1])).dataSync()).toBeAllclose(measure(x).dataSync(), 1e-5, 1e-5);
  });

  it.each([false, true])('is compiled as it is, with its gradient (weights: %s)', async (isWeighted) => {
    const slopes = (size: number) => Float32Array.from({ length: size }, (_, i) => Math.cos(i));
    await expectSoundObjective(
      (inputs) => {
        const found = measure(
          inputs.x as Tensor4D,
          isWeighted ? weightTensor(weights, height, width) : undefined,
        );
        return { value: tf.sum(tf.mul(found, tf.tensor(slopes(found.size), found.shape))) };
      },
      normalValues({ x: [1, height, width, channels] }, 5),
    );
  });
});

it('meanAndDeviation has a finite gradient for a dead channel', () => {
  const slope = tf.grad((of) => tf.sum(meanAndDeviation(of as Tensor4D)))(tf.zeros([1, 3, 3, 2]));
  expect([...slope.dataSync()].every(Number.isFinite)).toBe(true);
});

it('meanAndCovariance sees no variation where there is none, however many positions are added up', async () => {
  const side = 192;
  const flat = {
    shape: [1, side, side, 2],
    data: Float32Array.from({ length: 2 * side * side }, (_, i) => [5.3, 2.7][i % 2]!),
  };
  const { moments } = await compiledForward(({ x }) => ({ moments: meanAndCovariance(x as Tensor4D) }), {
    x: flat,
  });
  const [, , ...covariance] = moments!.data;
  expect(covariance).toBeAllclose([0, 0, 0, 0], 0, 1e-5);
});
