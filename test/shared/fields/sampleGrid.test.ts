import { describe, expect, it } from 'vitest';
import { sampleGrid } from '../../../src/shared/fields/sampleGrid.js';

describe('sampleGrid', () => {
  const grid = { width: 3, height: 2, data: Float32Array.from([0, 1, 2, 10, 11, 12]) };

  it('is bilinear, and goes on beyond the border', () => {
    expect(sampleGrid(grid, 1, 1)).toBe(11);
    expect(sampleGrid(grid, 0.5, 0.5)).toBeCloseTo(5.5, 6);
    expect(sampleGrid(grid, -4, -4)).toBe(0);
    expect(sampleGrid(grid, 9, 0.25)).toBeCloseTo(4.5, 6);
  });

  it('takes one of several channels', () => {
    const two = {
      ...grid,
      width: 3,
      data: Float32Array.from({ length: 12 }, (_, i) => (i % 2 ? -1 : grid.data[i / 2]!)),
    };
    expect(sampleGrid(two, 0.5, 0.5, 2, 0)).toBe(sampleGrid(grid, 0.5, 0.5));
    expect(sampleGrid(two, 1.25, 0.5, 2, 1)).toBe(-1);
  });
});
