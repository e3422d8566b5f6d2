import { describe, expect, it } from 'vitest';
import {
  blendFeatures,
  type FeatureMap,
  joinUnits,
  squaredLengths,
} from '../../../src/image/analogy/featureMap.js';
import { enlargeField, plainField, voteMap } from '../../../src/image/analogy/nearestField.js';
import { patchDistance, searchField } from '../../../src/image/analogy/patchMatch.js';
import { Rng } from '../../../src/shared/rng.js';

const noise = (width: number, height: number, channels: number, seed: number): FeatureMap => ({
  width,
  height,
  channels,
  data: new Rng(seed).normals(width * height * channels),
});
/** A part of a map. */
const cut = (map: FeatureMap, left: number, top: number, width: number, height: number): FeatureMap => ({
  width,
  height,
  channels: map.channels,
  data: Float32Array.from({ length: width * height * map.channels }, (_, i) => {
    const pixel = Math.floor(i / map.channels);
    const [x, y] = [left + (pixel % width), top + Math.floor(pixel / width)];
    return map.data[(y * map.width + x) * map.channels + (i % map.channels)]!;
  }),
});
const PLAN = { patchRadius: 1, passes: 6, reach: 20 };
const placeOf = (i: number, width: number) => [i % width, Math.floor(i / width)] as const;

describe('patchDistance', () => {
  it('is what loops over the patch say, with the border repeated', () => {
    const [a, b] = [noise(6, 5, 3, 1), noise(7, 4, 3, 2)];
    const near = (value: number, length: number) => Math.min(length - 1, Math.max(0, value));
    for (const [x, y, u, v] of [
      [2, 2, 3, 1],
      [0, 0, 6, 3],
      [5, 4, 0, 0],
    ] as const) {
      let expected = 0;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          for (let k = 0; k < 3; k++) {
            const p = a.data[(near(y + dy, 5) * 6 + near(x + dx, 6)) * 3 + k]!;
            const q = b.data[(near(v + dy, 4) * 7 + near(u + dx, 7)) * 3 + k]!;
            expected += (p - q) ** 2;
          }
        }
      }
      expect(patchDistance(a, [x, y], b, [u, v], 1)).toBeCloseTo(expected, 4);
    }
  });
});

describe('searchField', () => {
  it('finds where a part was cut out', async () => {
    const b = noise(24, 20, 4, 3);
    const a = cut(b, 7, 5, 12, 10);
    const { nearest } = await searchField(a, b, plainField(a, b), PLAN, new Rng(1));
    let hits = 0;
    for (let y = 1; y < 9; y++) {
      for (let x = 1; x < 11; x++) {
        const [u, v] = placeOf(nearest[y * 12 + x]!, 24);
        if (u === x + 7 && v === y + 5) hits++;
      }
    }
    expect(hits).toBe(80);
  });

  it('makes no place worse, is near the best of all, and the same each time', async () => {
    const [a, b] = [noise(9, 8, 3, 4), noise(10, 9, 3, 5)];
    const start = plainField(a, b);
    const field = await searchField(a, b, start, { ...PLAN, passes: 12 }, new Rng(2));
    let [sum, least] = [0, 0];
    for (let i = 0; i < 72; i++) {
      const at = (j: number) => patchDistance(a, placeOf(i, 9), b, placeOf(j, 10), 1);
      expect(at(field.nearest[i]!)).toBeLessThanOrEqual(at(start.nearest[i]!));
      sum += at(field.nearest[i]!);
      least += Math.min(...Array.from({ length: 90 }, (_, j) => at(j)));
    }
    expect(sum / least).toBeLessThan(1.1);
    const again = await searchField(a, b, start, { ...PLAN, passes: 12 }, new Rng(2));
    expect(again.nearest).toEqual(field.nearest);
  });
});

describe('fields', () => {
  it('lay a picture on itself, and keep to it when they grow', () => {
    const size = { width: 5, height: 4 };
    const itself = Int32Array.from({ length: 20 }, (_, i) => i);
    expect(plainField(size, size).nearest).toEqual(itself);
    const [large, other] = [
      { width: 10, height: 8 },
      { width: 10, height: 8 },
    ];
    expect(enlargeField(plainField(size, size), large, other).nearest).toEqual(
      Int32Array.from({ length: 80 }, (_, i) => i),
    );
  });

  it('vote for the picture itself where they lie on it, for the moved one where they are moved', () => {
    const map = noise(8, 6, 3, 6);
    expect(voteMap(plainField(map, map), map, 1).data).toBeAllclose(map.data, 1e-5, 1e-5);
    const moved = cut(map, 2, 1, 5, 4);
    const nearest = Int32Array.from({ length: 20 }, (_, i) => (Math.floor(i / 5) + 1) * 8 + (i % 5) + 2);
    const voted = voteMap({ width: 5, height: 4, other: map, nearest }, map, 1);
    expect(voted.data).toBeAllclose(moved.data, 1e-5, 1e-5);
  });

  it('vote with the mean of all patches', () => {
    const map: FeatureMap = { width: 2, height: 1, channels: 1, data: Float32Array.from([0, 6]) };
    // Both places lie on the right one: the left hears its own 6, and of its neighbour what is left of that: 0.
    const field = { width: 2, height: 1, other: map, nearest: Int32Array.from([1, 1]) };
    expect([...voteMap(field, map, 1).data]).toEqual([3, 6]);
  });
});

describe('features', () => {
  it('are joined as vectors of length 1', () => {
    const joined = joinUnits(noise(4, 3, 5, 7), noise(4, 3, 2, 8));
    expect(joined.channels).toBe(7);
    expect(squaredLengths(joined)).toBeAllclose(new Float32Array(12).fill(2), 1e-4);
  });

  it('are joined by what is not common to all of a picture', () => {
    const [a, b] = [noise(4, 3, 5, 7), noise(4, 3, 2, 8)];
    const raised = { ...a, data: a.data.map((value, i) => value + 3 * (i % a.channels)) };
    expect(joinUnits(raised, b).data).toBeAllclose(joinUnits(a, b).data, 0, 1e-4);
  });

  it('stay the content’s where it has much to say, by the weight', () => {
    const content: FeatureMap = { width: 2, height: 1, channels: 2, data: Float32Array.from([3, 4, 0.1, 0]) };
    const rebuilt: FeatureMap = { ...content, data: Float32Array.from([1, 0, 7, 7]) };
    expect([...blendFeatures(content, rebuilt, 1).data]).toBeAllclose([3, 4, 7, 7], 0, 1e-4);
    expect([...blendFeatures(content, rebuilt, 0.25).data]).toBeAllclose([1.5, 1, 7, 7], 0, 1e-4);
    expect(blendFeatures(content, rebuilt, 0).data).toEqual(rebuilt.data);
  });
});
