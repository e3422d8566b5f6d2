import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { STYLE_STATISTICS, type StyleStatisticName, styleFactor } from '../../../src/shared/losses/style.js';
import { type Features, naiveMoments, randomFeatures, tensorOf } from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const picture = randomFeatures(1, 6, 5, 4);
const style = randomFeatures(2, 6, 5, 4);
const names = Object.keys(STYLE_STATISTICS) as StyleStatisticName[];

const measured = (name: StyleStatisticName, of: Features) =>
  STYLE_STATISTICS[name].measure(tensorOf(of)).dataSync() as Float32Array;
const distanceOf = (name: StyleStatisticName, a: Features, b: Features) => {
  const { measure, distance } = STYLE_STATISTICS[name];
  return distance(measure(tensorOf(a)), measure(tensorOf(b))).dataSync()[0]!;
};
const sumOfSquares = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);

/** The Gram matrix of the papers: sums over positions, from the definition. */
function summedGram({ data, channels: n }: Features): Float64Array {
  const gram = new Float64Array(n * n);
  for (let p = 0; p < data.length / n; p++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) gram[i * n + j]! += data[p * n + i]! * data[p * n + j]!;
    }
  }
  return gram;
}

describe('styleFactor', () => {
  const { gram } = STYLE_STATISTICS;
  const target = measured('gram', style);
  const [n, m] = [4, 6 * 5];

  it('gatys: 1 / (4 N^2 M^2) of the sum of squares of Gram matrices that are sums (2016, eq. 3 to 5)', () => {
    const expected = sumOfSquares(summedGram(picture), summedGram(style)) / (4 * n ** 2 * m ** 2);
    const found = styleFactor('gatys', gram, target, n) * distanceOf('gram', picture, style);
    expect(found / expected).toBeCloseTo(1, 5);
  });

  it('seed: the mean squared error of Gram matrices over a b c d (the PyTorch tutorial)', () => {
    const [a, b, c, d] = [1, n, 6, 5];
    const divided = (of: Features) => summedGram(of).map((value) => value / (a * b * c * d));
    const expected = sumOfSquares(divided(picture), divided(style)) / n ** 2;
    const found = styleFactor('seed', gram, target, n) * distanceOf('gram', picture, style);
    expect(found / expected).toBeCloseTo(1, 5);
  });

  it.each(names.filter((name) => name !== 'wasserstein'))('energy: 1 from nothing at all (%s)', (name) => {
    const { distance } = STYLE_STATISTICS[name];
    const goal = STYLE_STATISTICS[name].measure(tensorOf(style));
    const far = distance(tf.zerosLike(goal), goal).dataSync()[0]!;
    expect(
      far * styleFactor('energy', STYLE_STATISTICS[name], goal.dataSync() as Float32Array, n),
    ).toBeCloseTo(1, 5);
  });

  it('energy: 1 from nothing at all, but for the ridge (wasserstein)', () => {
    const far = distanceOf('wasserstein', { ...style, data: new Float32Array(style.data.length) }, style);
    const factor = styleFactor('energy', STYLE_STATISTICS.wasserstein, measured('wasserstein', style), n);
    expect(far * factor).toBeGreaterThan(0.9);
    expect(far * factor).toBeLessThan(1);
  });

  it('energy: the mean square of a channel (wasserstein)', () => {
    const meanSquare = sumOfSquares(style.data, new Float32Array(style.data.length)) / style.data.length;
    const factor = styleFactor('energy', STYLE_STATISTICS.wasserstein, measured('wasserstein', style), n);
    expect(factor * meanSquare).toBeCloseTo(1, 5);
  });

  it('energy: 0 for a dead layer', () => {
    for (const name of names) {
      expect(styleFactor('energy', STYLE_STATISTICS[name], new Float32Array(4 * 5), 4)).toBe(0);
    }
  });
});

describe.each(names)('the statistic %s', (name) => {
  it('is nearer to itself than to another', () => {
    expect(distanceOf(name, style, style)).toBeCloseTo(0, 2);
    expect(distanceOf(name, picture, style)).toBeGreaterThan(0.1);
  });

  it('does not know where features are', () => {
    const moved = tf.reverse(tensorOf(style), [1, 2]).dataSync() as Float32Array;
    expect(measured(name, { ...style, data: moved })).toBeAllclose(measured(name, style), 1e-4, 1e-5);
  });

  it('is compiled as it is, with its gradient', async () => {
    const { measure, distance } = STYLE_STATISTICS[name];
    const target = measured(name, style);
    const rows = target.length / 4;
    await expectSoundObjective(
      ({ x }) => ({ value: distance(measure(x as Tensor4D), tf.tensor2d(target, [rows, 4])) }),
      normalValues({ x: [1, 6, 5, 4] }, 3),
      { relative: 0.02, absolute: 0.01 },
    );
  });
});

it('measures what the naive loops do', () => {
  const { mean, products, covariance } = naiveMoments(style);
  const deviations = Array.from({ length: 4 }, (_, i) => Math.sqrt(covariance[i * 5]!));
  expect(measured('gram', style)).toBeAllclose(products);
  expect(measured('moments', style)).toBeAllclose([...mean, ...deviations]);
  expect(measured('wasserstein', style)).toBeAllclose([...mean, ...covariance]);
});
