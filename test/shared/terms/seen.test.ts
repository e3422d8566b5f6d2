import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { resample } from '../../../src/shared/pictures/resample.js';
import { Rng } from '../../../src/shared/rng.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { compiledForward } from '../../support/engines.js';
import { fc } from '../../support/fastCheck.js';

const SIZE = { width: 12, height: 8 };
const side = fc.integer({ min: 1, max: 20 });
const size = fc.record({ width: side, height: side });

const randomMask = ({ width, height }: typeof SIZE, seed: number) => {
  const rng = new Rng(seed);
  return Float32Array.from({ length: width * height }, () => rng.uniform());
};

const weightsOf = (masks: readonly Float32Array[], from: typeof SIZE, to: typeof SIZE) => {
  const all = tf.tensor3d(
    masks.flatMap((mask) => [...mask]),
    [masks.length, from.height, from.width],
  );
  return new Seen({}, all).weights(to.height, to.width)!;
};

describe('weights of layers', () => {
  it('are the mask, resampled, of mean 1 in each region', () => {
    fc.assert(
      fc.property(size, size, fc.integer(), (from, to, seed) => {
        const masks = [randomMask(from, seed), randomMask(from, seed + 1)];
        const weights = weightsOf(masks, from, to);
        expect(weights.shape).toEqual([2, to.height * to.width]);
        for (const [region, mask] of masks.entries()) {
          const small = resample(mask, from, to, 'triangle');
          const mean = small.reduce((sum, value) => sum + value, 0) / small.length;
          const row = tf.slice(weights, [region, 0], [1, small.length]).dataSync();
          expect(row).toBeAllclose(
            small.map((value) => value / mean),
            1e-3,
            1e-4,
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('do not depend on how white the mask is', () => {
    const mask = randomMask(SIZE, 3);
    const layer = { width: 3, height: 2 };
    const faint = mask.map((value) => value / 50);
    expect(weightsOf([faint], SIZE, layer).dataSync()).toBeAllclose(
      weightsOf([mask], SIZE, layer).dataSync(),
      1e-4,
    );
  });

  it('are all alike where nothing is left of a region', () => {
    expect(weightsOf([new Float32Array(96)], SIZE, { width: 3, height: 2 }).dataSync()).toBeAllclose(
      new Float32Array(6).fill(1),
    );
  });

  it('find a region of one pixel again in a layer of few positions', () => {
    const dot = new Float32Array(96);
    dot[0] = 1;
    expect(weightsOf([dot], SIZE, { width: 2, height: 2 }).dataSync()[0]).toBeCloseTo(4, 1);
  });

  it('are none without masks', () => {
    expect(new Seen({}).weights(3, 4)).toBeUndefined();
  });

  it('are compiled as they are', async () => {
    const mask = randomMask(SIZE, 5);
    const { y } = await compiledForward(({ x }) => ({ y: new Seen({}, x as never).weights(3, 5)! }), {
      x: { shape: [1, SIZE.height, SIZE.width], data: mask },
    });
    expect(y!.data).toBeAllclose(weightsOf([mask], SIZE, { width: 5, height: 3 }).dataSync(), 1e-4);
  });
});

it('names a layer that nobody asked for', () => {
  expect(() => new Seen({}).layer('conv9')).toThrow(/"conv9"/);
});
