import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { type Blend, BlendPool, DEVIATIONS, GAUSSIAN, MEAN } from '../../../src/shared/terms/blend.js';
import { type Features, randomFeatures, tensorOf } from '../../support/features.js';
import { arraysOf, termOf } from '../../support/terms.js';

const parts = [randomFeatures(1, 4, 6, 3), randomFeatures(2, 4, 2, 3), randomFeatures(3, 4, 8, 3)];
/** The positions of all parts in one row. */
const whole: Features = {
  height: 1,
  width: 64,
  channels: 3,
  data: Float32Array.from(parts.flatMap(({ data }) => [...data])),
};
const statistic = (kind: 'gram' | 'moments' | 'wasserstein', of: Features) =>
  arraysOf(termOf({ kind, layers: { a: 1 } }).measure({ layers: { a: tensorOf(of) } })).a!;

const pooled = (blend: Blend, kind: 'gram' | 'moments' | 'wasserstein') => {
  const pool = new BlendPool(blend);
  for (const part of parts) pool.add(statistic(kind, part), part.width * part.height);
  return pool.result();
};

it.each([
  ['gram', MEAN],
  ['moments', DEVIATIONS],
  ['wasserstein', GAUSSIAN],
] as const)(
  'a blend of %s is that of all positions together, each part as large as its share',
  (kind, blend) => {
    const together = statistic(kind, whole);
    const blended = pooled(blend, kind);
    expect(blended.shape).toEqual(together.shape);
    expect(blended.data).toBeAllclose(together.data, 1e-3, 1e-4);
  },
);

describe('BlendPool', () => {
  it('of one part is that part', () => {
    const one = statistic('wasserstein', parts[0]!);
    const pool = new BlendPool(GAUSSIAN);
    pool.add(one, 0.3);
    expect(pool.result().data).toBeAllclose(one.data, 1e-5, 1e-5);
  });

  it('needs a part', () => {
    expect(() => new BlendPool(MEAN).result()).toThrow(RangeError);
  });

  it('blends each region by itself', () => {
    const [a, b] = [statistic('wasserstein', parts[0]!), statistic('wasserstein', parts[1]!)];
    const stacked = (x: typeof a, y: typeof a) => ({
      shape: [2, ...x.shape.slice(1)],
      data: Float32Array.from([...x.data, ...y.data]),
    });
    const pool = new BlendPool(GAUSSIAN);
    pool.add(stacked(a, b), 1);
    pool.add(stacked(b, a), 1);
    const { data } = pool.result();
    const half = data.length / 2;
    expect(data.subarray(0, half)).toBeAllclose(data.subarray(half), 1e-5, 1e-5);
  });
});

it('keeps what varies between two flat styles', () => {
  const flat = (value: number) => tf.fill([1, 2, 2, 1], value) as ReturnType<typeof tf.tensor4d>;
  const { measure } = termOf({ kind: 'wasserstein', layers: { a: 1 } });
  const pool = new BlendPool(GAUSSIAN);
  for (const value of [0, 2]) pool.add(arraysOf(measure({ layers: { a: flat(value) } })).a!, 1);
  // Mean 1, and variance 1 though neither has any.
  expect(pool.result().data).toBeAllclose([1, 1], 1e-5, 1e-5);
});
