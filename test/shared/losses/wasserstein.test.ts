import { describe, expect, it } from 'vitest';
import {
  type Scalar,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tf,
} from '../../../src/shared/engine/tf.js';
import { meanAndCovariance } from '../../../src/shared/losses/moments.js';
import { wassersteinDistance } from '../../../src/shared/losses/wasserstein.js';
import { Rng } from '../../../src/shared/rng.js';
import { randomFeatures, tensorOf } from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { randomBasis, spdMatrix } from '../../support/spdMatrix.js';

/** A normal distribution with a covariance of these eigenvalues. */
function normal(basis: Float64Array, mean: readonly number[], variances: readonly number[]): Tensor2D {
  const channels = mean.length;
  return tf.tensor2d(Float32Array.of(...mean, ...spdMatrix(basis, variances)), [1 + channels, channels]);
}
const distance = (a: Tensor2D, b: Tensor2D) => wassersteinDistance(a, b).dataSync()[0]!;

const uniform = new Rng(8);
const variances = (count: number) => Array.from({ length: count }, () => 0.2 + uniform.uniform());
const identity = (size: number) =>
  Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));

describe('wassersteinDistance', () => {
  it.each([
    ['diagonal', identity(6)],
    ['commuting', randomBasis(6, 4)],
  ])('has a closed form for %s covariances', (_, basis) => {
    const [m, n] = [[...new Rng(1).normals(6)], [...new Rng(2).normals(6)]];
    const [a, b] = [variances(6), variances(6)];
    const squares = (f: (i: number) => number) => m.reduce((sum, _value, i) => sum + f(i) ** 2, 0);
    const expected = squares((i) => m[i]! - n[i]!) + squares((i) => Math.sqrt(a[i]!) - Math.sqrt(b[i]!));
    // The ridge moves deviations by about 1e-3.
    expect(distance(normal(basis, m, a), normal(basis, n, b))).toBeCloseTo(expected / 6, 2);
  });

  it('is the distance of means alone for equal covariances', () => {
    const basis = randomBasis(5, 9);
    const spread = variances(5);
    const found = distance(normal(basis, [1, 2, 3, 4, 5], spread), normal(basis, [1, 2, 3, 4, 7], spread));
    expect(found).toBeCloseTo(4 / 5, 4);
  });

  it('is symmetric', () => {
    const a = normal(randomBasis(5, 1), [0, 0, 0, 0, 0], variances(5));
    const b = normal(randomBasis(5, 2), [1, 0, 1, 0, 1], variances(5));
    // Not quite: the ridge is that of the target.
    expect(distance(a, b) / distance(b, a)).toBeCloseTo(1, 2);
  });

  /** Few directions, most of the variance in one, as features behind a ReLU have it. */
  const lopsided = (seed: number, side: number, channels: number): Tensor4D => {
    const spread = Float32Array.from({ length: 6 }, (_, i) => 1 / (1 + i));
    const sources = tf.mul(
      tf.tensor2d(new Rng(seed).normals(side * side * 6), [side * side, 6]),
      spread,
    ) as Tensor2D;
    const mix = tf.tensor2d(new Rng(77).normals(6 * channels), [6, channels]);
    return tf.reshape(tf.relu(tf.matMul(sources, mix)), [1, side, side, channels]);
  };

  it.each([
    ['more positions than channels', 12, 8],
    ['fewer positions than channels', 4, 24],
    ['singular covariances', 16, 64],
  ])('is 0 without a gradient at its own target, and above it elsewhere (%s)', (_, side, channels) => {
    const style = lopsided(3, side, channels);
    const target = meanAndCovariance(style);
    const energy = tf.mean(tf.square(style)).dataSync()[0]!;
    const slope = (x: Tensor4D) => {
      const { value, grad } = tf.valueAndGrad((of) =>
        wassersteinDistance(meanAndCovariance(of as Tensor4D), target),
      )(x);
      return { value: value.dataSync()[0]! / energy, size: tf.norm(grad).dataSync()[0]! };
    };
    const there = slope(style);
    const elsewhere = slope(lopsided(4, side, channels));
    expect(Math.abs(there.value)).toBeLessThan(1e-5);
    expect(elsewhere.value).toBeGreaterThan(1e-3);
    expect(there.size / elsewhere.size).toBeLessThan(1e-3);
    const noise = tf.tensor4d(new Rng(6).normals(style.size, 0.05), style.shape);
    expect(slope(tf.add(style, noise)).value).toBeGreaterThan(0);
    expect(slope(tf.mul(style, 0.98)).value).toBeGreaterThan(0);
  });

  it('has a finite gradient where features are dead', () => {
    const target = meanAndCovariance(tensorOf(randomFeatures(3, 6, 6, 5)));
    const slope = tf.grad((x) => wassersteinDistance(meanAndCovariance(x as Tensor4D), target));
    const flat = slope(tf.zeros([1, 6, 6, 5])).dataSync();
    expect([...flat].every(Number.isFinite)).toBe(true);
    expect(flat.some((value) => value !== 0)).toBe(true);
  });

  it.each([0, 1e-3, 30])(
    'has a value and a gradient beside a flat picture of brightness %s',
    (brightness) => {
      // Rounding leaves the covariance of equal features a little below or above zero.
      const flat = meanAndCovariance(tf.fill([1, 7, 9, 5], brightness * 1.0001) as Tensor4D);
      const features = tensorOf(randomFeatures(4, 6, 8, 5));
      const { value, grad } = tf.valueAndGrad((x) =>
        wassersteinDistance(meanAndCovariance(x as Tensor4D), flat),
      )(features);
      expect(Number.isFinite(value.dataSync()[0])).toBe(true);
      expect(value.dataSync()[0]).toBeGreaterThan(0);
      expect(grad.dataSync().every(Number.isFinite)).toBe(true);
      expect(Math.abs(distance(flat, flat))).toBeLessThan(1e-5 * (1 + brightness ** 2));
    },
  );

  it('is compiled as it is, with its gradient', async () => {
    const target = meanAndCovariance(tensorOf(randomFeatures(3, 6, 6, 5))).dataSync();
    await expectSoundObjective(
      ({ x }) => ({
        value: wassersteinDistance(meanAndCovariance(x as Tensor4D), tf.tensor2d(target, [6, 5])) as Scalar,
      }),
      normalValues({ x: [1, 6, 6, 5] }, 6),
    );
  });

  it('is of a stack what it is of each matrix, also beside one target for all, with its gradient', async () => {
    const [first, second, third] = [3, 4, 5].map((seed) =>
      meanAndCovariance(tensorOf(randomFeatures(seed, 6, 6, 5))),
    );
    const stack = tf.stack([first!, second!]) as Tensor3D;
    const each = (targets: Tensor2D[]) => [first!, second!].map((a, i) => distance(a, targets[i]!));
    const found = (target: Tensor3D) => wassersteinDistance(stack, target).dataSync() as Float32Array;
    expect(found(tf.stack([second!, third!]) as Tensor3D)).toBeAllclose(each([second!, third!]), 1e-6, 1e-4);
    expect(found(tf.stack([third!]) as Tensor3D)).toBeAllclose(each([third!, third!]), 1e-6, 1e-4);
    const targets = (tf.stack([second!, third!]) as Tensor3D).dataSync();
    await expectSoundObjective(
      ({ x }) => {
        const moments = [0, 1].map((i) =>
          meanAndCovariance(tf.slice(x as Tensor4D, [i, 0, 0, 0], [1, 6, 6, 5]) as Tensor4D),
        );
        return {
          value: tf.sum(wassersteinDistance(tf.stack(moments) as Tensor3D, tf.tensor3d(targets, [2, 6, 5]))),
        };
      },
      normalValues({ x: [2, 6, 6, 5] }, 6),
    );
  });
});
