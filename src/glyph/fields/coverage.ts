import type { Grid } from '../../shared/fields/grid.js';
import type { Size } from '../../shared/pictures/picture.js';
import type { Polygon } from '../text/outline.js';

/** Errors of the sums are smaller; without care they would be seen as edges. */
const ROUNDING = 1e-6;

/**
 * Adds one edge to the accumulation buffer. Each row of pixels that the edge crosses gets, from the crossing on, the height
 * of the piece; the pixels it crosses get the part of it that lies to their right.
 */
function addEdge(
  buffer: Float64Array,
  { width, height }: Size,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  if (y0 === y1) return;
  const [sign, topX, topY, endX, endY] = y0 < y1 ? [1, x0, y0, x1, y1] : [-1, x1, y1, x0, y0];
  const slope = (endX - topX) / (endY - topY);
  const lastRow = Math.min(height, Math.ceil(endY));
  for (let row = Math.max(0, Math.floor(topY)); row < lastRow; row++) {
    const from = Math.max(topY, row);
    const to = Math.min(endY, row + 1);
    if (to <= from) continue;
    const [a, b] = [topX + (from - topY) * slope, topX + (to - topY) * slope];
    addSpan(buffer, row * (width + 1), width, Math.min(a, b), Math.max(a, b), sign * (to - from));
  }
}

/** A piece of an edge within one row, from `left` to `right`: of height `area`, spread evenly over that width. */
function addSpan(
  buffer: Float64Array,
  row: number,
  width: number,
  left: number,
  right: number,
  area: number,
): void {
  const from = Math.min(width, Math.max(0, left));
  const to = Math.min(width, Math.max(0, right));
  const first = Math.min(width - 1, Math.floor(from));
  const last = Math.min(width - 1, Math.floor(to));
  let before = 0;
  for (let x = first; x <= last; x++) {
    const covered = coveredRight(x, left, right, width) * area;
    buffer[row + x] = buffer[row + x]! + covered - before;
    before = covered;
  }
  buffer[row + last + 1] = buffer[row + last + 1]! + area - before;
}

/** The share of pixel x that lies to the right of a straight edge from `left` to `right`, averaged over its height. */
function coveredRight(x: number, left: number, right: number, width: number): number {
  // Edges beyond the sides stand on them.
  const clamp = (value: number) => Math.min(width, Math.max(0, value));
  if (right - left < 1e-9) return Math.min(1, Math.max(0, x + 1 - clamp(left)));
  const integral = (t: number) =>
    t <= left ? 0 : t >= right ? t - (left + right) / 2 : (t - left) ** 2 / (2 * (right - left));
  return integral(x + 1) - integral(x);
}

/**
 * The share of each pixel that lies within polygons, by signed areas (as in FreeType's and font-rs' rasterisers): exact for
 * outlines that do not cross themselves within a pixel. The winding rule is nonzero, as fonts want it.
 */
export function coverageOf(polygons: readonly Polygon[], size: Size): Grid {
  const { width, height } = size;
  const buffer = new Float64Array((width + 1) * height + 1);
  for (const polygon of polygons) {
    const end = polygon.length;
    for (let i = 0; i + 1 < end; i += 2) {
      const next = i + 2 < end ? i + 2 : 0;
      const [x0, y0] = [polygon[i]!, polygon[i + 1]!];
      addEdge(buffer, size, x0, y0, polygon[next]!, polygon[next + 1]!);
    }
  }
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++) {
      sum += buffer[y * (width + 1) + x]!;
      const covered = Math.abs(sum);
      data[y * width + x] = covered < ROUNDING ? 0 : covered > 1 - ROUNDING ? 1 : covered;
    }
  }
  return { width, height, data };
}
