import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineWeights, layerWeights } from '../../../src/shared/losses/regionWeights.js';
import { Rng } from '../../../src/shared/rng.js';

const SIZE = { width: 12, height: 8 };
const side = fc.integer({ min: 1, max: 20 });
const size = fc.record({ width: side, height: side });

const randomMask = ({ width, height }: typeof SIZE, seed: number) => {
  const rng = new Rng(seed);
  return Float32Array.from({ length: width * height }, () => rng.uniform());
};

describe('combineWeights', () => {
  it('multiplies, and takes what is missing for one', () => {
    const [a, b] = [Float32Array.of(0, 0.5, 1), Float32Array.of(1, 0.5, 0.25)];
    expect([...combineWeights(a, b)!]).toEqual([0, 0.25, 0.25]);
    expect(combineWeights(a, undefined)).toEqual(a);
    expect(combineWeights(undefined, b)).toEqual(b);
    expect(combineWeights(undefined, undefined)).toBeUndefined();
  });
});

describe('layerWeights', () => {
  it('has mean 1 and nothing negative, at any size', () => {
    fc.assert(
      fc.property(size, size, fc.integer(), (from, to, seed) => {
        const weights = layerWeights(randomMask(from, seed), from, to)!;
        expect(weights.shape).toEqual([to.height, to.width]);
        const values = weights.dataSync<'float32'>();
        expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(1, 4);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('does not depend on how white the mask is', () => {
    const mask = randomMask(SIZE, 3);
    const layer = { width: 3, height: 2 };
    const faint = layerWeights(
      mask.map((value) => value / 50),
      SIZE,
      layer,
    )!;
    expect(faint.dataSync()).toBeAllclose(layerWeights(mask, SIZE, layer)!.dataSync(), 1e-4);
  });

  it('puts a half where it is', () => {
    const left = Float32Array.from({ length: 96 }, (_, i) => (i % 12 < 6 ? 1 : 0));
    const values = layerWeights(left, SIZE, { width: 4, height: 2 })!.dataSync();
    expect(values[0]! + values[1]!).toBeCloseTo(4 - (values[2]! + values[3]!), 4);
    expect(values[0]).toBeGreaterThan(1.9);
    expect(values[3]).toBeLessThan(0.1);
  });

  it('finds a region of one pixel again in a layer of few positions', () => {
    const dot = new Float32Array(96);
    dot[0] = 1;
    const values = layerWeights(dot, SIZE, { width: 2, height: 2 })!.dataSync();
    expect(values[0]).toBeCloseTo(4, 1);
  });

  it('has none where all count alike: without a mask, and where nothing is left of it', () => {
    expect(layerWeights(undefined, SIZE, SIZE)).toBeUndefined();
    expect(layerWeights(new Float32Array(96), SIZE, { width: 3, height: 2 })).toBeUndefined();
  });
});
