import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/glyph/fields/coverage.js';
import { paintAligned } from '../../../src/glyph/patch/align.js';
import { type PatchField, paintField } from '../../../src/glyph/patch/field.js';
import { NO_PATCH } from '../../../src/glyph/patch/level.js';
import { makeSheet } from '../../../src/glyph/patch/sheet.js';
import { directedShare, isDirected } from '../../../src/glyph/style/direction.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import { GLYPH_EFFECTS, renderEffect } from '../../support/glyphEffects.js';
import { radiusOf } from '../../support/glyphShapes.js';

const SIZE = { width: 60, height: 48 };
const COUNT = SIZE.width * SIZE.height;

/** The half plane above a line, slanted so that distances differ from pixel to pixel. */
const slanted = (offset: number) =>
  coverageOf([Float64Array.of(-9, -9, 99, -9, 99, 10 + offset, -9, 35 + offset)], SIZE);
const distanceOf = (shape: Grid) => signedDistance(shape);

/** A ramp over the distance: linear, so that it can be sampled between pixels without loss. */
function ramp({ data }: Grid): Premultiplied {
  const rgba = Float32Array.from({ length: COUNT * 4 }, (_, i) =>
    i % 4 === 3 ? 1 : Math.min(1, Math.max(0, 0.5 + 0.02 * data[i >> 2]! * (1 + (i % 4)))),
  );
  return { ...SIZE, rgba };
}

/** Each pixel that is `margin` off the borders from the one `dx`, `dy` beside it. */
function shifted(dx: number, dy: number, margin = 4): Pick<PatchField, 'nearest' | 'trust'> {
  const nearest = Int32Array.from({ length: COUNT }, (_, i) => {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    const isInside = x >= margin && y >= margin && x < SIZE.width - margin && y < SIZE.height - margin;
    return isInside ? i + dy * SIZE.width + dx : NO_PATCH;
  });
  return { nearest, trust: new Float32Array(COUNT).fill(1) };
}

function difference(a: Premultiplied, b: Premultiplied, nearest: Int32Array): number {
  return a.rgba.reduce(
    (most, value, i) => (nearest[i >> 2] === NO_PATCH ? most : Math.max(most, Math.abs(value - b.rgba[i]!))),
    0,
  );
}

describe('paintAligned', () => {
  const [example, target] = [distanceOf(slanted(0)), distanceOf(slanted(1.3))];
  const sheet = makeSheet(SIZE, true);
  const painted = (field: ReturnType<typeof shifted>) =>
    paintAligned({ ...SIZE, ...field }, { sheet, distance: example.data, rgba: ramp(example).rgba }, target);

  it('shows what the example has at the same distance, though patches are pixels off', () => {
    for (const [dx, dy] of [
      [0, 0],
      [1, -1],
      [-2, 1],
      [0, 2],
    ] as const) {
      const field = shifted(dx, dy);
      // A quarter of a pixel of the steepest channel: distances themselves are that uneven.
      const near = field.nearest.map((q, i) => (Math.abs(target.data[i]!) <= 5 ? q : NO_PATCH));
      expect(difference(painted(field), ramp(target), near)).toBeLessThan(0.02);
      const plain = paintField({ ...SIZE, example: SIZE, isDirected: true, ...field }, ramp(example));
      expect(difference(plain, ramp(target), field.nearest)).toBeGreaterThan(0.03);
    }
  });

  it('lets alone what is far from the contour', () => {
    const field = shifted(-2, 1);
    const far = field.nearest.map((q, i) => (Math.abs(target.data[i]!) >= 15 ? q : NO_PATCH));
    const exact = { ...SIZE, rgba: new Float32Array(COUNT * 4) };
    for (const [i, q] of far.entries()) {
      if (q !== NO_PATCH) exact.rgba.set(ramp(example).rgba.subarray(q * 4, q * 4 + 4), i * 4);
    }
    expect(difference(painted(field), exact, far)).toBeLessThan(1e-6);
  });

  it('is the example itself where the shapes are the same and every pixel comes from its own place', () => {
    const field = shifted(0, 0);
    const same = paintAligned(
      { ...SIZE, ...field },
      { sheet, distance: example.data, rgba: ramp(example).rgba },
      example,
    );
    expect(difference(same, ramp(example), field.nearest)).toBeLessThan(1e-6);
  });

  it('leaves what has no patch transparent', () => {
    const { rgba } = painted(shifted(0, 0));
    expect(rgba.subarray(0, 4 * SIZE.width).every((value) => value === 0)).toBe(true);
  });
});

describe('directedShare', () => {
  // A ring has contours that look every way, inside and outside.
  const circle = (radius: number, n: number) =>
    Float64Array.from({ length: 2 * Math.abs(n) }, (_, i) => {
      const angle = (2 * Math.PI * (i >> 1)) / n;
      return 50 + radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    });
  const shape = coverageOf([circle(34, 360), circle(14, -360)], { width: 100, height: 100 });

  it.each(GLYPH_EFFECTS)('tells whether $name has a direction', (effect) => {
    const example = { shape, picture: renderEffect(effect, shape, radiusOf(shape), 1) };
    // A shadow is taken off first, and thrown by the result anew.
    const isDirectional = effect.isDirectional && effect.name !== 'drop shadow';
    expect([effect.name, isDirected(example, 'auto')]).toEqual([effect.name, isDirectional]);
    expect(directedShare(example)).toBeLessThanOrEqual(1);
  });

  it('is overruled by what is asked for', () => {
    const example = { shape, picture: renderEffect(GLYPH_EFFECTS[0]!, shape, radiusOf(shape), 1) };
    expect([isDirected(example, 'up'), isDirected(example, 'none')]).toEqual([true, false]);
  });
});
