import { describe, expect, it } from 'vitest';
import { type Tensor3D, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { type Features, naiveMoments, randomFeatures, tensorOf } from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

const KINDS = ['gram', 'moments', 'wasserstein'] as const;
type Kind = (typeof KINDS)[number];
type Normalisation = 'energy' | 'gatys' | 'seed' | 'sum';

const picture = randomFeatures(1, 6, 5, 4);
const style = randomFeatures(2, 6, 5, 4);
const CHANNELS = 4;
const POSITIONS = 30;

const shown = (features: Features, places?: Tensor3D) => ({
  layers: { a: tensorOf(features) },
  ...(places && { places }),
});
const specOf = (kind: Kind, normalisation: Normalisation) =>
  termOf({ kind, normalisation, layers: { a: 1 } });
const lossOf = (kind: Kind, of: Features, to: Features, normalisation: Normalisation = 'energy') => {
  const { loss, goalOf } = specOf(kind, normalisation);
  return loss(shown(of), goalOf(shown(to)))[0]!;
};
const statisticOf = (kind: Kind, of: Features, places?: Tensor3D) =>
  specOf(kind, 'energy').measure(shown(of, places)).a! as Tensor3D;
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

describe('normalisations', () => {
  it('gatys: 1 / (4 N^2 M^2) of the sum of squares of Gram matrices that are sums (2016, eq. 3 to 5)', () => {
    const expected =
      sumOfSquares(summedGram(picture), summedGram(style)) / (4 * CHANNELS ** 2 * POSITIONS ** 2);
    expect(lossOf('gram', picture, style, 'gatys') / expected).toBeCloseTo(1, 5);
  });

  it('seed: the mean squared error of Gram matrices over a b c d (the PyTorch tutorial)', () => {
    const divided = (of: Features) => summedGram(of).map((value) => value / (CHANNELS * POSITIONS));
    const expected = sumOfSquares(divided(picture), divided(style)) / CHANNELS ** 2;
    expect(lossOf('gram', picture, style, 'seed') / expected).toBeCloseTo(1, 5);
  });

  it('sum: the sum of squares of Gram matrices of mean products (Ulyanov & Lebedev 2016)', () => {
    const mean = (of: Features) => summedGram(of).map((value) => value / POSITIONS);
    expect(lossOf('gram', picture, style, 'sum') / sumOfSquares(mean(picture), mean(style))).toBeCloseTo(
      1,
      5,
    );
  });

  it.each(['gram', 'moments'] as const)('energy: 1 from nothing at all (%s)', (kind) => {
    const term = specOf(kind, 'energy');
    const goal = term.goalOf(shown(style));
    const nothing = tf.zerosLike(goal.a!);
    expect(term.term.distance!({ a: nothing }, goal).dataSync()[0]).toBeCloseTo(1, 4);
    expect(term.range(goal)[0]).toBeCloseTo(1, 5);
  });

  it('energy: 1 from nothing at all, but for the ridge (wasserstein)', () => {
    const far = lossOf('wasserstein', { ...style, data: new Float32Array(style.data.length) }, style);
    expect(far).toBeGreaterThan(0.9);
    expect(far).toBeLessThan(1);
  });

  it('energy: the mean square of a channel (wasserstein)', () => {
    const meanSquare = sumOfSquares(style.data, new Float32Array(style.data.length)) / style.data.length;
    const { goalOf } = specOf('wasserstein', 'energy');
    expect(goalOf(shown(style))['a:factor']!.dataSync()[0]! * meanSquare).toBeCloseTo(1, 5);
  });

  it.each(['gram', 'wasserstein'] as const)('energy: 0 for a dead layer (%s)', (kind) => {
    const dead = { ...style, data: new Float32Array(style.data.length) };
    expect(lossOf(kind, picture, dead)).toBe(0);
  });
});

describe.each(KINDS)('the statistic %s', (kind) => {
  it('is nearer to itself than to another', () => {
    expect(lossOf(kind, style, style)).toBeCloseTo(0, 2);
    expect(lossOf(kind, picture, style)).toBeGreaterThan(0.01);
  });

  it('does not know where features are', () => {
    const moved = tf.reverse(tensorOf(style), [1, 2]).dataSync() as Float32Array;
    expect(statisticOf(kind, { ...style, data: moved }).dataSync()).toBeAllclose(
      statisticOf(kind, style).dataSync(),
      1e-4,
      1e-5,
    );
  });

  it('of two regions is that of each by itself', () => {
    const half = (left: boolean) => Array.from({ length: 30 }, (_, i) => (i % 5 < 2 === left ? 1 : 0));
    const both = statisticOf(kind, style, tf.tensor3d([...half(true), ...half(false)], [2, 6, 5]));
    for (const [region, left] of [true, false].entries()) {
      const columns = left ? 2 : 3;
      const cut = style.data.filter((_, i) => Math.floor(i / 4) % 5 < 2 === left);
      const alone = statisticOf(kind, { ...style, width: columns, data: cut }).dataSync();
      const part = tf.slice(both, [region, 0, 0], [1, ...(both.shape.slice(1) as [number, number])]);
      expect(part.dataSync()).toBeAllclose(alone, 1e-3, 1e-4);
    }
  });

  it('of a batch is that of each picture', () => {
    const batch = tf.concat([tensorOf(picture), tensorOf(style)], 0) as Tensor4D;
    const measured = specOf(kind, 'energy').measure({ layers: { a: batch } }).a!;
    const each = [picture, style].flatMap((of) => [...statisticOf(kind, of).dataSync()]);
    expect(measured.dataSync()).toBeAllclose(each, 1e-5);
  });

  it('is compiled as it is, with its gradient', async () => {
    const { term, goalOf } = specOf(kind, 'energy');
    const goal = arraysOf(goalOf(shown(style)));
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(term.loss(new Seen({ a: x as Tensor4D }), tensorsOf(goal))) }),
      normalValues({ x: [1, 6, 5, 4] }, 3),
    );
  });

  it('weighs layers', () => {
    const two = termOf({ kind, layers: { a: 2, b: 3 } });
    const layers = (of: Features) => ({ layers: { a: tensorOf(of), b: tensorOf(of) } });
    const [loss] = two.loss(layers(picture), two.goalOf(layers(style)));
    expect(loss! / (5 * lossOf(kind, picture, style))).toBeCloseTo(1, 4);
  });
});

it('measures what the naive loops do', () => {
  const { mean, products, covariance } = naiveMoments(style);
  const deviations = Array.from({ length: 4 }, (_, i) => Math.sqrt(covariance[i * 5]!));
  expect(statisticOf('gram', style).dataSync()).toBeAllclose(products);
  expect(statisticOf('moments', style).dataSync()).toBeAllclose([...mean, ...deviations]);
  expect(statisticOf('wasserstein', style).dataSync()).toBeAllclose([...mean, ...covariance]);
});
