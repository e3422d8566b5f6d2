import type { Grid } from '../../shared/fields/grid.js';
import { valueAt } from '../../shared/fields/grid.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import type { ShapedExample } from '../synthesis.js';
import { type ContourLine, contourLines, smoothedAround } from './contourLines.js';

/** An effect's edge is where this much of it is left. */
export const EDGE_ALPHA = 0.5;
/** Edges further out than this, in radii, are no part of the outline. */
const FURTHEST = 0.8;
/** What varies over more than this along the contour, in radii, is the effect's width, and not its edge. */
const SLOW = 0.9;
/** Steps at which the way outwards is looked along, in pixels. */
const STEP_PX = 0.5;

/** What is seen of an effect, with its shape. */
export function effectSilhouette({ picture, shape }: ShapedExample): Grid {
  const data = shape.data.map((covered, i) => Math.max(covered, picture.rgba[i * RGBA + 3]!));
  return { ...shape, data };
}

/** How far beyond each place of a contour what is seen goes without a gap, in pixels. */
function reachAlong({ x, y }: ContourLine, seen: Grid, furthestPx: number): Float64Array {
  const [u, v] = [smoothedAround(x, 2), smoothedAround(y, 2)];
  const { length } = x;
  return x.map((_, i) => {
    const [before, after] = [(i + length - 1) % length, (i + 1) % length];
    const [dx, dy] = [u[after]! - u[before]!, v[after]! - v[before]!];
    const norm = Math.max(1e-9, Math.hypot(dx, dy));
    // What is inside lies on the right, so outwards is to the left.
    const [nx, ny] = [dy / norm, -dx / norm];
    let px = 0;
    while (px < furthestPx) {
      const next = px + STEP_PX;
      const [column, row] = [Math.floor(x[i]! + next * nx), Math.floor(y[i]! + next * ny)];
      if (valueAt(seen, column, row) < EDGE_ALPHA) break;
      px = next;
    }
    return px;
  });
}

/**
 * The edge of an effect along its shape's contours: how much further out than it is around there it lies, in pixels, step by step.
 *
 * @returns a list for each contour
 */
export function edgeProfile(example: ShapedExample, radiusPx: number): Float64Array[] {
  const seen = effectSilhouette(example);
  return contourLines(example.shape).map((line) => {
    const reach = reachAlong(line, seen, FURTHEST * radiusPx);
    const slow = smoothedAround(reach, SLOW * radiusPx);
    return reach.map((px, i) => px - slow[i]!);
  });
}
