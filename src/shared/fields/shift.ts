import type { Size } from '../pictures/picture.js';

/**
 * Moves values by a part of a pixel or more, to the right and down; between pixels they are interpolated, beyond the border
 * there is `outside`.
 */
export function shift(
  values: Float32Array,
  { width, height }: Size,
  dx: number,
  dy: number,
  outside = 0,
): Float32Array {
  const [left, top] = [Math.floor(-dx), Math.floor(-dy)];
  const [fx, fy] = [-dx - left, -dy - top];
  const valueAt = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? outside : values[y * width + x]!;
  return values.map((_, i) => {
    const x = (i % width) + left;
    const y = Math.floor(i / width) + top;
    const upper = valueAt(x, y) + (fx && fx * (valueAt(x + 1, y) - valueAt(x, y)));
    if (fy === 0) return upper;
    const lower = valueAt(x, y + 1) + (fx && fx * (valueAt(x + 1, y + 1) - valueAt(x, y + 1)));
    return upper + fy * (lower - upper);
  });
}
