/** Outlines of glyphs: curves as the font has them, and polygons for the rasteriser. */

/** One closed contour: a start, then cubic Béziers [x1, y1, x2, y2, x, y] or lines [x, y]. */
export interface Contour {
  readonly start: readonly [x: number, y: number];
  readonly segments: readonly (readonly number[])[];
}

/** Contours in font units, y upwards. */
export type Outline = readonly Contour[];

/** A closed polygon in pixels: x0, y0, x1, y1, ...; y downwards. */
export type Polygon = Float64Array;

/** Scale, then shift: x' = x * scale + dx, y' = -y * scale + dy. The y axis is turned around. */
export interface Placement {
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
}

/** A rectangle as a contour. */
export function rectangle(left: number, bottom: number, right: number, top: number): Contour {
  return {
    start: [left, bottom],
    segments: [
      [right, bottom],
      [right, top],
      [left, top],
    ],
  };
}

/** Straight pieces that keep a cubic within `tolerance` of its curve (Wang's formula, degree 3). */
function pieceCount(p: readonly number[], tolerance: number): number {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = p;
  const bend = Math.max(
    Math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2),
    Math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3),
  );
  return Math.max(1, Math.ceil(Math.sqrt((0.75 * bend) / tolerance)));
}

function pushCubic(out: number[], p: readonly number[], tolerance: number): void {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = p;
  const pieces = pieceCount(p, tolerance);
  for (let i = 1; i <= pieces; i++) {
    const t = i / pieces;
    const s = 1 - t;
    const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    out.push(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3);
  }
}

function flattenContour(contour: Contour, { scale, dx, dy }: Placement, tolerance: number): Polygon {
  const placed = (values: readonly number[]) =>
    values.map((value, i) => (i % 2 === 0 ? value * scale + dx : dy - value * scale));
  const out = placed(contour.start);
  for (const segment of contour.segments) {
    const to = placed(segment);
    if (to.length === 2) out.push(...to);
    else pushCubic(out, [out.at(-2) ?? 0, out.at(-1) ?? 0, ...to], tolerance);
  }
  return Float64Array.from(out);
}

/**
 * Places an outline on the pixel grid as polygons.
 *
 * @param tolerancePx how far a polygon may leave the curve
 */
export function flatten(outline: Outline, placement: Placement, tolerancePx = 0.02): Polygon[] {
  return outline.map((contour) => flattenContour(contour, placement, tolerancePx));
}

/** The smallest box around polygons, [left, top, right, bottom]; undefined if there are no points. */
export function boundsOf(
  polygons: readonly Polygon[],
): readonly [number, number, number, number] | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons) {
    for (let i = 0; i + 1 < polygon.length; i += 2) {
      const [x, y] = [polygon[i]!, polygon[i + 1]!];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  return left <= right ? [left, top, right, bottom] : undefined;
}
