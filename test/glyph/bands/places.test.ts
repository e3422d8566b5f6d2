import { describe, expect, it } from 'vitest';
import { ANALOGUES, AnalogueFinder, findAnalogues } from '../../../src/glyph/bands/analogues.js';
import { bandsOf } from '../../../src/glyph/bands/bands.js';
import { distanceInRadii } from '../../../src/glyph/bands/scene.js';
import { surroundingsOf } from '../../../src/glyph/bands/surroundings.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Size } from '../../../src/shared/pictures/picture.js';
import { Rng } from '../../../src/shared/rng.js';
import { fc } from '../../support/fastCheck.js';

const SIZE = { width: 30, height: 24 };
const RADIUS_PX = 3;
const STENCIL = { reachRadii: 0.5, weight: 0.006 };

const shape = ({ width, height }: Size, isInside: (x: number, y: number) => boolean): Grid => ({
  width,
  height,
  data: Float32Array.from({ length: width * height }, (_, i) =>
    isInside(i % width, Math.floor(i / width)) ? 1 : 0,
  ),
});

/** A bar, and a dot to its upper right. */
const BAR = shape(SIZE, (x, y) => (y >= 9 && y < 15 && x >= 6 && x < 22) || Math.hypot(x - 25, y - 4) < 2);
const FIELD = distanceInRadii(BAR, RADIUS_PX);

const mirrored = ({ width, height, data }: Grid): Grid => ({
  width,
  height,
  data: data.map((_, i) => data[i - (i % width) + width - 1 - (i % width)]!),
});

describe('distanceInRadii', () => {
  it('is negative inside, measured in radii, and ends somewhere', () => {
    expect(FIELD.data[12 * 30 + 14]).toBeCloseTo(-2.5 / 3, 1);
    expect(FIELD.data[0]).toBeGreaterThan(2);
    const empty = distanceInRadii(
      shape(SIZE, () => false),
      RADIUS_PX,
    );
    expect(new Set(empty.data).size).toBe(1);
    expect(empty.data[0]).toBeGreaterThan(3);
    expect(empty.data[0]).toBeLessThan(100);
  });
});

describe('surroundingsOf', () => {
  const at = (x: number, y: number, isDirected: boolean, grid = FIELD) => {
    const { valuesPerPixel: length, data } = surroundingsOf(grid, RADIUS_PX, STENCIL, isDirected);
    return [...data.subarray((y * 30 + x) * length, (y * 30 + x + 1) * length)];
  };
  const unlikeness = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);

  it('begins with the distance at the pixel itself', () => {
    const { valuesPerPixel: length, data } = surroundingsOf(FIELD, RADIUS_PX, STENCIL, true);
    expect(data.filter((_, i) => i % length === 0)).toEqual(FIELD.data);
  });

  it('tells above from below if it is to', () => {
    const [above, below] = [at(12, 7, true), at(12, 16, true)];
    expect(above[0]).toBeCloseTo(below[0]!, 5);
    expect(unlikeness(above, below)).toBeGreaterThan(1e-3);
    expect(unlikeness(at(12, 7, false), at(12, 16, false))).toBeLessThan(1e-6);
  });

  it('is nothing else where only the distance counts', () => {
    expect(surroundingsOf(FIELD, RADIUS_PX, { reachRadii: 1, weight: 0 }, true)).toEqual({
      valuesPerPixel: 1,
      data: FIELD.data,
    });
  });

  it('is the same in the mirror if sides do not matter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 23 }), (x, y) => {
        expect(unlikeness(at(x, y, false), at(29 - x, y, false, mirrored(FIELD)))).toBeLessThan(1e-8);
      }),
    );
  });
});

describe('findAnalogues', () => {
  it('finds the most similar places of all, the best one first', () => {
    const places = surroundingsOf(FIELD, RADIUS_PX, STENCIL, true);
    // So few pixels that all are candidates.
    const few = {
      valuesPerPixel: places.valuesPerPixel,
      data: places.data.slice(0, 300 * places.valuesPerPixel),
    };
    const found = findAnalogues(few, places, 0, new Rng(1));
    const error = (pixel: number, other: number) => {
      let sum = 0;
      for (let k = 0; k < places.valuesPerPixel; k++) {
        sum +=
          (places.data[pixel * places.valuesPerPixel + k]! - few.data[other * places.valuesPerPixel + k]!) **
          2;
      }
      return sum;
    };
    for (const pixel of [0, 7, 299, 300, 400, 719]) {
      const expected = Array.from({ length: 300 }, (_, i) => error(pixel, i)).sort((a, b) => a - b);
      const own = [...found.subarray(pixel * ANALOGUES, (pixel + 1) * ANALOGUES)];
      expect(own.map((other) => error(pixel, other))).toBeAllclose(expected.slice(0, ANALOGUES), 1e-5);
      expect(new Set(own).size).toBe(ANALOGUES);
    }
  });

  it('takes any place that is as good as makes no difference', () => {
    const row = { valuesPerPixel: 1, data: Float32Array.from({ length: 300 }, (_, i) => i / 1000) };
    const goal = { valuesPerPixel: 1, data: Float32Array.of(0.15, 0.15) };
    const closest = findAnalogues(row, goal, 0, new Rng(1));
    expect(Math.max(...closest) - Math.min(...closest)).toBe(ANALOGUES - 1);
    const loose = findAnalogues(row, goal, 0.01, new Rng(1));
    const [first, second] = [loose.subarray(0, ANALOGUES), loose.subarray(ANALOGUES)];
    expect(first).not.toEqual(second);
    // 0.1, the root of the slack, is a hundred pixels away.
    for (const pixel of loose) expect(Math.abs(pixel - 150)).toBeLessThanOrEqual(100);
    expect(Math.max(...loose) - Math.min(...loose)).toBeGreaterThan(60);
  });

  it('leaves out what is not allowed', () => {
    const finder = new AnalogueFinder({ valuesPerPixel: 1, data: new Float32Array(30) }, 0, new Rng(1));
    const found = new Int32Array(ANALOGUES);
    finder.find(Float32Array.of(0), found, (pixel) => pixel > 25);
    expect([...found.subarray(0, 4)].sort((a, b) => a - b)).toEqual([26, 27, 28, 29]);
    expect(new Set(found.subarray(4))).toEqual(new Set([-1]));
  });

  it('finds what is as far from the shape anywhere, and not in one corner', () => {
    const flat = { valuesPerPixel: 1, data: new Float32Array(5000).fill(4) };
    const found = findAnalogues(flat, { valuesPerPixel: 1, data: Float32Array.of(4) }, 0, new Rng(1));
    expect(Math.max(...found) - Math.min(...found)).toBeGreaterThan(2500);
    expect(findAnalogues(flat, { valuesPerPixel: 1, data: Float32Array.of(4) }, 0, new Rng(1))).toEqual(
      found,
    );
  });
});

describe('bandsOf', () => {
  it.each([true, false])('shares every pixel out (directed: %s)', (isDirected) => {
    const bands = bandsOf(FIELD, isDirected);
    for (let i = 0; i < FIELD.data.length; i++) {
      const shares = bands.map(({ weights }) => weights[i]!);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    }
  });

  it('tells distances and sides apart', () => {
    const share = (name: string, x: number, y: number) =>
      bandsOf(FIELD, true).find((band) => band.name === name)!.weights[y * 30 + x]!;
    expect(share('body', 12, 12)).toBeGreaterThan(0.5);
    expect(share('far', 0, 23)).toBeGreaterThan(0.3);
    expect(share('halo up', 12, 6)).toBeGreaterThan(0.5);
    expect(share('halo down', 12, 17)).toBeGreaterThan(0.5);
    expect(share('halo side', 3, 12)).toBeGreaterThan(0.5);
    expect(share('halo up', 12, 17)).toBe(0);
    expect(share('halo down', 12, 6)).toBe(0);
  });
});
