import type { Grid } from '../../shared/fields/grid.js';
import type { Size } from '../../shared/pictures/picture.js';
import type { Polygon } from '../text/outline.js';

/** Errors of the sums are smaller; without care they would be seen as edges. */
const ROUNDING = 1e-6;

/** A point in pixels. */
type Point = readonly [x: number, y: number];

/** What edges add to pixels: running sums along its rows are the coverage. */
class Accumulation {
  readonly #buffer: Float64Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#buffer = new Float64Array((width + 1) * height + 1);
  }

  /**
   * Adds one edge. Each row of pixels that it crosses gets, from the crossing on, the height of the piece; the pixels it
   * crosses get the part of it that lies to their right.
   */
  addEdge(start: Point, end: Point): void {
    if (start[1] === end[1]) return;
    const isDown = start[1] < end[1];
    const [[topX, topY], [endX, endY]] = isDown ? [start, end] : [end, start];
    const slope = (endX - topX) / (endY - topY);
    const lastRow = Math.min(this.height, Math.ceil(endY));
    for (let row = Math.max(0, Math.floor(topY)); row < lastRow; row++) {
      const from = Math.max(topY, row);
      const to = Math.min(endY, row + 1);
      if (to <= from) continue;
      const [a, b] = [topX + (from - topY) * slope, topX + (to - topY) * slope];
      this.#addSpan(row, Math.min(a, b), Math.max(a, b), (isDown ? 1 : -1) * (to - from));
    }
  }

  /** Adds a piece of an edge within one row, from `left` to `right`: of height `area`, spread evenly over that width. */
  #addSpan(row: number, left: number, right: number, area: number): void {
    const { width } = this;
    const buffer = this.#buffer;
    const offset = row * (width + 1);
    const from = Math.min(width, Math.max(0, left));
    const to = Math.min(width, Math.max(0, right));
    const first = Math.min(width - 1, Math.floor(from));
    const last = Math.min(width - 1, Math.floor(to));
    let before = 0;
    for (let x = first; x <= last; x++) {
      const covered = coveredRight(x, left, right, width) * area;
      buffer[offset + x] = buffer[offset + x]! + covered - before;
      before = covered;
    }
    buffer[offset + last + 1] = buffer[offset + last + 1]! + area - before;
  }

  /** [height, width]: the share of each pixel that is covered. */
  coverage(): Float32Array {
    const { width, height } = this;
    const coverage = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (let x = 0; x < width; x++) {
        sum += this.#buffer[y * (width + 1) + x]!;
        const covered = Math.abs(sum);
        coverage[y * width + x] = covered < ROUNDING ? 0 : covered > 1 - ROUNDING ? 1 : covered;
      }
    }
    return coverage;
  }
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
export function coverageOf(polygons: readonly Polygon[], { width, height }: Size): Grid {
  const accumulation = new Accumulation(width, height);
  for (const polygon of polygons) {
    const end = polygon.length;
    for (let i = 0; i + 1 < end; i += 2) {
      const next = i + 2 < end ? i + 2 : 0;
      accumulation.addEdge([polygon[i]!, polygon[i + 1]!], [polygon[next]!, polygon[next + 1]!]);
    }
  }
  return { width, height, data: accumulation.coverage() };
}
