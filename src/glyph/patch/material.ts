import type { Grid } from '../../shared/fields/grid.js';
import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import type { Size } from '../../shared/pictures/picture.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';

/** The contour is seen from half of this many pixels of a level away. */
const CONTOUR_WIDTH_PX = 5;

/** What the levels are made of, at full size. */
export interface Material {
  readonly picture: Premultiplied;
  readonly exampleGuide: Grid;
  readonly targetGuide: Grid;
  /** Signed distances to the contours, in pixels. */
  readonly exampleDistance: Grid;
  readonly targetDistance: Grid;
  readonly far: number;
  /** Above 0 in the target where there may be something of the effect. */
  readonly isWorthwhile: Grid;
  /** How far the stencil reaches, in pixels. */
  readonly reachPx: number;
  readonly isDirected: boolean;
}

/** A size, `scale` times smaller. */
export const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width / scale)),
  height: Math.max(1, Math.round(height / scale)),
});

/** From 0 outside the contour to 1 inside, over a few pixels of a level. */
export function softContour(distance: Grid, size: Size, scale: number): Float32Array {
  return resizeGrid(distance, size).data.map((px) =>
    Math.min(1, Math.max(0, 0.5 - px / scale / CONTOUR_WIDTH_PX)),
  );
}
