/** Outlines scaled, turned, leaned and moved. */
import type { Outline } from './outline.js';

/** Coordinates by others: x' = xx x + xy y + dx, y' = yx x + yy y + dy. */
export type Matrix = readonly [xx: number, yx: number, xy: number, yy: number, dx: number, dy: number];

/** Leaves everything where it is. */
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First the second, then the first. */
export function times([a, b, c, d, e, f]: Matrix, [xx, yx, xy, yy, dx, dy]: Matrix): Matrix {
  return [
    ...([a * xx + c * yx, b * xx + d * yx, a * xy + c * yy, b * xy + d * yy] as const),
    ...([a * dx + c * dy + e, b * dx + d * dy + f] as const),
  ];
}

/** An outline under a matrix. */
export function moved(contours: Outline, [xx, yx, xy, yy, dx, dy]: Matrix): Outline {
  const points = (values: readonly number[]) =>
    values.map((value, i) => {
      const [x, y] = i % 2 === 0 ? [value, values[i + 1]!] : [values[i - 1]!, value];
      return i % 2 === 0 ? xx * x + xy * y + dx : yx * x + yy * y + dy;
    });
  return contours.map(({ start, segments }) => {
    const [x = 0, y = 0] = points(start);
    return { start: [x, y], segments: segments.map(points) };
  });
}
