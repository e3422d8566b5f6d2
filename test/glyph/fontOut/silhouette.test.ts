import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/glyph/fields/coverage.js';
import { silhouette } from '../../../src/glyph/fontOut/silhouette.js';
import type { Grid } from '../../../src/shared/fields/grid.js';

const SIZE = { width: 90, height: 100 };
const box = (left: number, top: number, right: number, bottom: number) =>
  Float64Array.of(left, top, right, top, right, bottom, left, bottom);
/** The letter U: stems 20 px wide, a gap of 20 px, open above. */
const letter = coverageOf([box(15, 40, 35, 90), box(35, 70, 55, 90), box(55, 40, 75, 90)], SIZE);
const filled = (value: number): Grid => ({ ...SIZE, data: new Float32Array(9000).fill(value) });
const at = ({ data }: Grid, x: number, y: number) => data[y * SIZE.width + x]!;

describe('silhouette', () => {
  it('keeps gaps open and sides near, and lets flames rise', () => {
    const shape = silhouette(filled(1), letter);
    expect(at(shape, 25, 60)).toBe(1);
    expect(at(shape, 25, 10)).toBe(1);
    expect(at(shape, 45, 60)).toBe(0);
    expect(at(shape, 45, 42)).toBe(0);
    expect(at(shape, 13, 60)).toBeGreaterThan(0.8);
    expect(at(shape, 5, 60)).toBe(0);
    expect(at(shape, 25, 97)).toBe(1);
  });

  it('shows what the effect leaves of the letter, and no more', () => {
    expect(Math.max(...silhouette(filled(0), letter).data)).toBe(0);
    const half = silhouette({ ...letter, data: letter.data.map((value) => value * 0.7) }, letter);
    for (const [i, value] of half.data.entries()) expect(value).toBeCloseTo(letter.data[i]! * 0.7, 5);
  });

  it('drops sparks', () => {
    const data = letter.data.slice();
    for (let y = 5; y < 15; y++) data.fill(1, y * SIZE.width + 20, y * SIZE.width + 30);
    expect(at(silhouette({ ...SIZE, data }, letter), 25, 10)).toBe(0);
  });
});
