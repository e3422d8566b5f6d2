import { describe, expect, it } from 'vitest';
import { type Tensor2D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { EXCHANGES, exchangeStatistics, statisticsOf } from '../../../src/shared/stylise/exchange.js';
import { rootsOf } from '../../../src/shared/stylise/roots.js';
import { tensorOps } from '../../../src/shared/stylise/tensorOps.js';

const CHANNELS = 5;
const ops = tensorOps((name) => {
  throw new RangeError(name);
});

/** Features that vary together, [1, 40, 40, CHANNELS]. */
function features(seed: number) {
  const rng = new Rng(seed);
  // Near the unit matrix: a direction with next to no variance would be the ridge's.
  const mixing = tf.add(
    tf.eye(CHANNELS),
    tf.tensor2d(rng.normals(CHANNELS * CHANNELS, 0.3), [CHANNELS, CHANNELS]),
  ) as Tensor2D;
  const rows = tf.tensor2d(rng.normals(1600 * CHANNELS), [1600, CHANNELS]);
  return tf.reshape(tf.add(tf.matMul(rows, mixing), tf.tensor2d(rng.normals(CHANNELS), [1, CHANNELS])), [
    1,
    40,
    40,
    CHANNELS,
  ]);
}

const statistics = (seed: number) => statisticsOf(ops, ops.rows(features(seed)));
const exchanged = (exchange: (typeof EXCHANGES)[number], strength: number) =>
  exchangeStatistics(ops, features(1), statistics(2), {
    exchange,
    channels: CHANNELS,
    strength: tf.tensor2d([[strength]]),
  });

describe('features that are given the statistics of others', () => {
  it.each(['whitening', 'transport'] as const)('have their mean and covariance: %s', (exchange) => {
    const { mean, covariance } = statisticsOf(ops, ops.rows(exchanged(exchange, 1)));
    const style = statistics(2);
    expect(mean.dataSync()).toBeAllclose(style.mean.dataSync(), 0, 1e-4);
    // A ridge of a thousandth of the mean variance is on both sides.
    expect(covariance.dataSync()).toBeAllclose(style.covariance.dataSync(), 0.02, 0.02);
  });

  it('have their mean and deviations: moments', () => {
    const { mean, covariance } = statisticsOf(ops, ops.rows(exchanged('moments', 1)));
    const style = statistics(2);
    const diagonal = (matrix: Float32Array) =>
      Array.from({ length: CHANNELS }, (_, i) => matrix[i * (CHANNELS + 1)]!);
    expect(mean.dataSync()).toBeAllclose(style.mean.dataSync(), 0, 1e-4);
    expect(diagonal(covariance.dataSync() as Float32Array)).toBeAllclose(
      diagonal(style.covariance.dataSync() as Float32Array),
      0.02,
    );
  });

  it.each(EXCHANGES)('are left as they are by strength 0: %s', (exchange) => {
    expect(exchanged(exchange, 0).dataSync()).toBeAllclose(features(1).dataSync(), 1e-5, 1e-6);
  });

  it('move less by transport than by way of white features', () => {
    const moved = (exchange: (typeof EXCHANGES)[number]) =>
      tf.mean(tf.squaredDifference(exchanged(exchange, 1), features(1))).dataSync()[0]!;
    expect(moved('transport')).toBeLessThan(moved('whitening'));
  });
});

describe('roots of a matrix', () => {
  it('multiply to it, and to its inverse', () => {
    const rows = tf.tensor2d(new Rng(6).normals(360), [60, 6]);
    const matrix = tf.div(tf.matMul(rows, rows, true), 60) as Tensor2D;
    const { root, inverseRoot } = rootsOf(ops, matrix, 6);
    expect(tf.matMul(root as Tensor2D, root as Tensor2D).dataSync()).toBeAllclose(
      matrix.dataSync(),
      1e-3,
      1e-4,
    );
    const unit = tf.matMul(tf.matMul(inverseRoot as Tensor2D, matrix), inverseRoot as Tensor2D);
    expect(unit.dataSync()).toBeAllclose(tf.eye(6).dataSync(), 0, 2e-3);
  });
});
