import { describe, expect, it } from 'vitest';
import { boxBlur } from '../../../src/shared/fields/boxBlur.js';
import { Rng } from '../../../src/shared/rng.js';

const [width, height] = [23, 17];
const rng = new Rng(5);
const grid = { width, height, data: Float32Array.from({ length: width * height }, () => rng.uniform()) };

/** One box filter by its definition; the edges repeat. */
function box(data: Float32Array, radius: number): Float32Array {
  return data.map((_, i) => {
    let sum = 0;
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const x = Math.min(width - 1, Math.max(0, (i % width) + dx));
        const y = Math.min(height - 1, Math.max(0, Math.floor(i / width) + dy));
        sum += data[y * width + x]!;
      }
    }
    return sum / (2 * radius + 1) ** 2;
  });
}

describe('blurred', () => {
  it('is three box filters', () => {
    const expected = box(box(box(grid.data, 2), 2), 2);
    const { data } = boxBlur(grid, 2.2);
    expect(Math.max(...data.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(1e-5);
  });

  it('leaves alone what is not to be blurred, and what is even', () => {
    expect(boxBlur(grid, 0)).toBe(grid);
    const even = { width, height, data: new Float32Array(width * height).fill(0.25) };
    expect(boxBlur(even, 3).data.every((value) => Math.abs(value - 0.25) < 1e-6)).toBe(true);
  });
});
