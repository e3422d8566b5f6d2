import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/glyph/fields/coverage.js';
import { fitCurve } from '../../../src/glyph/fontOut/trace/fitCurve.js';
import { isolines, signedArea } from '../../../src/glyph/fontOut/trace/isolines.js';
import { curvePoints } from '../../../src/glyph/fontOut/trace/quadratics.js';
import { traceOutline } from '../../../src/glyph/fontOut/trace/traceOutline.js';
import type { Vector } from '../../../src/glyph/fontOut/trace/vector.js';
import { flatten, type Outline, type Polygon } from '../../../src/glyph/text/outline.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { openFont } from '../text/fonts.js';

const SIZE = { width: 80, height: 70 };
const OPTIONS = { level: 0.5, tolerancePx: 0.2, leastAreaPx: 4 };

const circle = (x: number, y: number, radius: number, points = 256): Polygon =>
  Float64Array.from({ length: 2 * points }, (_, i) => {
    const angle = (2 * Math.PI * Math.floor(i / 2)) / points;
    return i % 2 === 0 ? x + radius * Math.cos(angle) : y + radius * Math.sin(angle);
  });
const backwards = (polygon: Polygon): Polygon =>
  Float64Array.from(polygon, (_, i) => polygon[polygon.length - 2 - 2 * Math.floor(i / 2) + (i % 2)]!);
const disc = coverageOf([circle(40, 35, 25)], SIZE);
const ring = coverageOf([circle(40, 35, 25), backwards(circle(40, 35, 12))], SIZE);

/** Traced outlines have y downwards; those of fonts upwards. */
const upright = (outline: Outline): Outline =>
  outline.map(({ start, segments }) => {
    const flip = (values: readonly number[]) => values.map((value, i) => (i % 2 === 0 ? value : -value));
    return { start: flip(start) as unknown as Vector, segments: segments.map(flip) };
  });
const draw = (outline: Outline, size: { width: number; height: number }) =>
  coverageOf(flatten(upright(outline), { scale: 1, dx: 0, dy: 0 }), size);

/** The overlap of two shapes: what both cover as a share of what either does. */
function overlap(a: Grid, b: Grid): number {
  const sum = (pick: (x: number, y: number) => number) =>
    a.data.reduce((s, x, i) => s + pick(x, b.data[i]!), 0);
  return sum(Math.min) / sum(Math.max);
}

describe('isolines', () => {
  it('follows an edge to a tenth of a pixel', () => {
    const [line, ...others] = isolines(disc, 0.5);
    expect(others).toHaveLength(0);
    for (let i = 0; i < line!.length; i += 2) {
      expect(Math.abs(Math.hypot(line![i]! - 40, line![i + 1]! - 35) - 25)).toBeLessThan(0.1);
    }
    expect(signedArea(line!)).toBeCloseTo(Math.PI * 625, -1);
  });

  it('runs with the clock outside and against it inside', () => {
    const areas = isolines(ring, 0.5).map(signedArea);
    expect(areas.map(Math.sign).sort()).toEqual([-1, 1]);
  });

  it('closes what touches the border, and finds nothing where nothing is', () => {
    const full: Grid = { width: 3, height: 2, data: new Float32Array(6).fill(1) };
    expect(isolines(full, 0.5)).toHaveLength(1);
    expect(isolines({ ...full, data: new Float32Array(6) }, 0.5)).toHaveLength(0);
  });

  it('keeps two corners across apart or joins them, as the middle says', () => {
    const cross = (value: number): Grid => ({
      width: 2,
      height: 2,
      data: Float32Array.of(1, value, value, 1),
    });
    expect(isolines(cross(0), 0.51)).toHaveLength(2);
    expect(isolines(cross(0.4), 0.5)).toHaveLength(1);
  });
});

describe('fitCurve', () => {
  it('finds a cubic again', () => {
    const truth: [Vector, Vector, Vector, Vector] = [
      [0, 0],
      [10, 30],
      [40, 35],
      [60, 5],
    ];
    const at = (t: number): Vector => {
      const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
      const axis = (k: 0 | 1) => truth.reduce((sum, p, i) => sum + p[k] * weights[i]!, 0);
      return [axis(0), axis(1)];
    };
    const points = Array.from({ length: 40 }, (_, i) => at(i / 39));
    const [from, to] = [
      [10 / Math.hypot(10, 30), 30 / Math.hypot(10, 30)],
      [-20 / Math.hypot(20, 30), 30 / Math.hypot(20, 30)],
    ] as [Vector, Vector];
    const curves = fitCurve(points, from, to, 0.2);
    expect(curves).toHaveLength(1);
    // Handles may slide along a little; the line is the same.
    for (const [i, point] of curves[0]!.entries()) {
      expect(Math.hypot(point[0] - truth[i]![0], point[1] - truth[i]![1])).toBeLessThan(4);
    }
    const middle = curves[0]!.reduce<Vector>(
      (sum, p, i) => [0, 1].map((k) => sum[k]! + (p[k]! * [1, 3, 3, 1][i]!) / 8) as unknown as Vector,
      [0, 0],
    );
    expect(Math.min(...points.map((p) => Math.hypot(p[0] - middle[0], p[1] - middle[1])))).toBeLessThan(1);
  });

  it('splits what one curve cannot follow, without a kink', () => {
    const wave = Array.from({ length: 121 }, (_, i): Vector => [i, 12 * Math.sin(i / 10)]);
    const curves = fitCurve(wave, [0.64, 0.77], [-0.64, 0.77], 0.3);
    expect(curves.length).toBeGreaterThan(2);
    expect(curves.length).toBeLessThan(16);
    for (let i = 1; i < curves.length; i++) {
      const [, , before, joint] = curves[i - 1]!;
      const [start, after] = curves[i]!;
      expect(start).toEqual(joint);
      const cross =
        (joint[0] - before[0]) * (after[1] - joint[1]) - (joint[1] - before[1]) * (after[0] - joint[0]);
      expect(Math.abs(cross)).toBeLessThan(1e-6);
    }
  });
});

describe('traceOutline', () => {
  it('keeps a square a square', () => {
    const square = coverageOf([Float64Array.of(10.3, 8.5, 50.3, 8.5, 50.3, 48.5, 10.3, 48.5)], SIZE);
    const [contour] = traceOutline(square, OPTIONS);
    expect(contour!.segments.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
    expect(overlap(draw([contour!], SIZE), square)).toBeGreaterThan(0.995);
  });

  it('draws a ring with few curves', () => {
    const outline = traceOutline(ring, OPTIONS);
    expect(outline).toHaveLength(2);
    expect(outline.reduce((sum, { segments }) => sum + segments.length, 0)).toBeLessThan(24);
    expect(overlap(draw(outline, SIZE), ring)).toBeGreaterThan(0.985);
  });

  it('leaves out specks', () => {
    const speck = coverageOf([circle(40, 35, 25), circle(5, 5, 1)], SIZE);
    expect(traceOutline(speck, OPTIONS)).toHaveLength(1);
  });

  it('gives letters their shapes back', async () => {
    const font = await openFont('latin');
    for (const character of 'ReQ&%g') {
      const glyph = font.harfBuzz.nominalGlyph(character.codePointAt(0)!)!;
      const size = { width: 150, height: 150 };
      const scale = 128 / font.metrics.unitsPerEm;
      const mask = coverageOf(flatten(font.outline(glyph), { scale, dx: 12, dy: 110 }), size);
      const outline = traceOutline(mask, OPTIONS);
      expect(overlap(draw(outline, size), mask)).toBeGreaterThan(0.975);
      expect(outline.reduce((sum, { segments }) => sum + segments.length, 0)).toBeLessThan(90);
    }
  });
});

describe('curvePoints', () => {
  it('turns cubics into quadratics that stay within the tolerance', () => {
    const contour = {
      start: [0, 0],
      segments: [
        [0, 800, 900, 900, 1000, 100],
        [0, 0],
      ],
    } as const;
    const points = curvePoints(contour, 1);
    expect(points[0]).toEqual({ x: 0, y: 0, isOn: true });
    const half = (a: number, b: number, c: number) => (a + 2 * b + c) / 4;
    let worst = 0;
    for (let i = 1; i + 1 < points.length; i += 2) {
      const [a, b, c] = [points[i - 1]!, points[i]!, points[i + 1]!];
      expect([a.isOn, b.isOn, c.isOn]).toEqual([true, false, true]);
      const [x, y] = [half(a.x, b.x, c.x), half(a.y, b.y, c.y)];
      const nearest = Math.min(
        ...Array.from({ length: 4001 }, (_, k) => {
          const [t, s] = [k / 4000, 1 - k / 4000];
          const px = 3 * s * t * t * 900 + t ** 3 * 1000;
          const py = 3 * s * s * t * 800 + 3 * s * t * t * 900 + t ** 3 * 100;
          return Math.hypot(px - x, py - y);
        }),
      );
      worst = Math.max(worst, nearest);
    }
    // The tolerance, and what rounding to whole units adds.
    expect(worst).toBeLessThan(1.8);
  });
});
