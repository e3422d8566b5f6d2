import { expect, it } from 'vitest';
import { packData, unpackData } from '../../../src/shared/checkpoint/plainData.js';

it('gives data back as they were, with arrays and numbers that JSON has no word for', () => {
  const data = {
    name: 'x',
    limits: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.1 + 0.2],
    missing: null,
    left: undefined,
    nested: { values: Float32Array.of(1, -0, 1e-40), none: new Float32Array() },
  };
  const { left, ...others } = data;
  expect(unpackData(packData(data))).toStrictEqual(others);
  expect(unpackData(packData({ value: Number.NaN }))).toStrictEqual({ value: Number.NaN });
});

it('misses an array that is not there', () => {
  const { json } = packData([Float32Array.of(1)]);
  expect(() => unpackData({ json, tensors: new Map() })).toThrow(RangeError);
});
