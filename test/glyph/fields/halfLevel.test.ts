import { describe, expect, it } from 'vitest';
import { atHalfLevel } from '../../../src/glyph/fields/halfLevel.js';
import { boxBlur } from '../../../src/shared/fields/boxBlur.js';

const SIDE = 60;
const disc = {
  width: SIDE,
  height: SIDE,
  data: Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    Math.min(1, Math.max(0, 20.5 - Math.hypot((i % SIDE) - 29.5, Math.floor(i / SIDE) - 29.5))),
  ),
};

describe('atHalfLevel', () => {
  it('leaves a sharp edge as it is', () => {
    expect(atHalfLevel(disc)).toEqual(disc);
  });

  it('gives a feathered disc its size and a sharp edge again', () => {
    const feathered = boxBlur(disc, 2);
    const { data } = atHalfLevel(feathered);
    const area = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0);
    expect(area(data) / area(disc.data)).toBeCloseTo(1, 1);
    const soft = (values: Float32Array) => values.filter((value) => value > 0.05 && value < 0.95).length;
    expect(soft(data)).toBeLessThan(0.35 * soft(feathered.data));
  });
});
