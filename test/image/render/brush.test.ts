import { describe, expect, it } from 'vitest';
import { Canvas } from '../../../src/image/render/canvas.js';
import { flattenSpline, type Stroke } from '../../../src/image/render/stroke.js';

const SIZE = { width: 60, height: 50 };
const black = () => new Canvas(SIZE, new Float32Array(60 * 50 * 3));
const STROKE: Stroke = { points: [30, 25], radiusPx: 8, colour: [1, 1, 1], opacity: 1, seed: 1 };
const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0) / 3;

describe('flattenSpline', () => {
  it('stays on a straight line, and goes from its first point to its last', () => {
    const line = flattenSpline([0, 0, 4, 2, 8, 4, 12, 6]);
    for (let i = 0; i < line.length; i += 2) expect(line[i + 1]).toBeCloseTo(line[i]! / 2, 10);
    expect(line.slice(0, 2)).toEqual([0, 0]);
    expect(line.slice(-2)).toEqual([12, 6]);
  });

  it('goes by sixths of its control points where three of them meet', () => {
    const line = flattenSpline([0, 0, 6, 6, 12, 0]);
    const ys = line.filter((_, i) => i % 2 === 1);
    // (0 + 4 * 6 + 0) / 6
    expect(Math.max(...ys)).toBeCloseTo(4, 10);
  });

  it('leaves a dab a dab', () => {
    expect(flattenSpline([3, 4])).toEqual([3, 4]);
  });
});

describe('Canvas', () => {
  it('covers the area of a disc with a dab, smooth at its edge', () => {
    const canvas = black();
    canvas.paint(STROKE);
    expect(sum(canvas.colours) / (Math.PI * 64)).toBeCloseTo(1, 1);
    const partly = canvas.colours.filter((value) => value > 0.05 && value < 0.9);
    expect(partly.length / 3).toBeGreaterThan(20);
  });

  it('covers the area of a band and two half discs with a stroke', () => {
    const canvas = black();
    canvas.paint({ ...STROKE, points: [15, 25, 25, 25, 35, 25, 45, 25], radiusPx: 6 });
    expect(sum(canvas.colours) / (30 * 12 + Math.PI * 36)).toBeCloseTo(1, 1);
  });

  it('lets half through at half opacity', () => {
    const [whole, half] = [black(), black()];
    whole.paint(STROKE);
    half.paint({ ...STROKE, opacity: 0.5 });
    expect(sum(half.colours) / sum(whole.colours)).toBeCloseTo(0.5, 5);
  });

  it('paints what lies within it of a stroke that goes beyond, and nothing of one that is outside', () => {
    const canvas = black();
    canvas.paint({ ...STROKE, points: [-100, -100, -90, -100] });
    expect(sum(canvas.colours)).toBe(0);
    canvas.paint({ ...STROKE, points: [0, 25] });
    expect(sum(canvas.colours) / (Math.PI * 32)).toBeCloseTo(1, 0);
  });

  it('has the paint lit: no light where it is flat, some where its thickness changes', () => {
    const bare = new Canvas(SIZE, new Float32Array(60 * 50 * 3).fill(0.5));
    expect(new Set(bare.picture().pixels)).toEqual(new Set([0.5]));
    bare.paint({ ...STROKE, colour: [0.5, 0.5, 0.5] });
    const lit = bare.picture().pixels;
    expect(Math.max(...lit)).toBeGreaterThan(0.52);
    expect(Math.min(...lit)).toBeLessThan(0.48);
  });
});
