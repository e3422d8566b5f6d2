import { describe, expect, it } from 'vitest';
import { radiusOf } from '../../../src/glyph/fields/strokeRadius.js';
import { weaken } from '../../../src/glyph/patch/weaken.js';
import { directedShare } from '../../../src/glyph/style/direction.js';
import { fitExample } from '../../../src/glyph/style/fitExample.js';
import { effectReach } from '../../../src/glyph/style/reach.js';
import { rotateExample } from '../../../src/glyph/style/rotate.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';

const [WIDTH, HEIGHT] = [80, 60];
const SIZE = { width: WIDTH, height: HEIGHT };
/** An upright bar, x from 35 to 45, y from 20 to 50. */
const isBar = (x: number, y: number) => x >= 35 && x < 45 && y >= 20 && y < 50;

function make<T extends 1 | 4>(channels: T, value: (x: number, y: number, c: number) => number) {
  return Float32Array.from({ length: WIDTH * HEIGHT * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return value(pixel % WIDTH, Math.floor(pixel / WIDTH), i % channels);
  });
}
const shape: Grid = { ...SIZE, data: make(1, (x, y) => (isBar(x, y) ? 1 : 0)) };
/** A flame of 12 px above the bar, a seam of 3 px to the left, and nothing else around. */
const isFlame = (x: number, y: number) => x >= 35 && x < 45 && y >= 8 && y < 20;
const isSeam = (x: number, y: number) => x >= 32 && x < 35 && y >= 20 && y < 50;
const picture: Premultiplied = {
  ...SIZE,
  rgba: make(4, (x, y, c) => (isBar(x, y) || isFlame(x, y) || isSeam(x, y) ? (c === 3 ? 1 : 0.5) : 0)),
};
const example = { picture, shape };

describe('effectReach', () => {
  it('measures how far an effect goes to each side', () => {
    expect(effectReach(example)).toEqual({ top: 12, right: 0, bottom: 0, left: 3 });
  });
});

describe('directedShare', () => {
  it('is high for what is only above, and low for what is all around', () => {
    const distance = signedDistance(shape).data;
    const around = Float32Array.from({ length: WIDTH * HEIGHT * 4 }, (_, i) => {
      const alpha = Math.exp(-Math.max(0, distance[i >> 2]!) / 3);
      return i % 4 === 3 ? alpha : alpha / 2;
    });
    expect(directedShare(example)).toBeGreaterThan(0.2);
    expect(directedShare({ shape, picture: { ...SIZE, rgba: around } })).toBeLessThan(0.05);
  });
});

describe('rotateExample', () => {
  it('is the picture by quarters: after 90 degrees what was above is to the right', () => {
    const turned = rotateExample(example, 90);
    expect(turned.picture).toMatchObject({ width: HEIGHT, height: WIDTH });
    const { top, right, bottom, left } = effectReach({ picture: turned.picture, shape: turned.shape! });
    expect({ top, right, bottom, left }).toEqual({ top: 3, right: 12, bottom: 0, left: 0 });
  });

  it('comes back after a whole turn', () => {
    const { picture: same } = rotateExample(example, 360);
    expect(same.rgba.every((value, i) => Math.abs(value - picture.rgba[i]!) < 1e-5)).toBe(true);
  });
});

describe('fitExample', () => {
  const radius = radiusOf(shape);

  it('leaves an example alone whose strokes are about as wide as the target’s', () => {
    for (const factor of [0.95, 1, 1.4]) {
      expect(fitExample(example, radius, factor * radius).picture).toMatchObject(SIZE);
    }
  });

  it('brings others within that range', () => {
    for (const factor of [0.3, 0.5, 2, 4]) {
      const fitted = fitExample(example, radius, factor * radius);
      const ratio = (factor * radius) / radiusOf(fitted.shape!);
      expect(ratio).toBeGreaterThan(0.6);
      expect(ratio).toBeLessThan(1.8);
    }
  });
});

describe('weaken', () => {
  it('goes from the plain shape in the mean colour to the effect', () => {
    expect(weaken(picture, shape, 1)).toBe(picture);
    const none = weaken(picture, shape, 0);
    const at = (x: number, y: number) => [
      ...none.rgba.subarray((y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 4),
    ];
    expect(at(40, 30)).toEqual([0.5, 0.5, 0.5, 1]);
    expect(at(40, 15)).toEqual([0, 0, 0, 0]);
    const half = weaken(picture, shape, 0.5);
    expect(half.rgba[(15 * WIDTH + 40) * 4 + 3]).toBeCloseTo(0.5, 6);
    // The ratio of the two goes as ((1 - s) / s)^2: 9 at a quarter.
    const quarter = weaken(picture, shape, 0.25);
    expect(quarter.rgba[(15 * WIDTH + 40) * 4 + 3]).toBeCloseTo(0.1, 6);
  });
});
