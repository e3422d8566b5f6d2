import type { Grid } from '../../shared/fields/grid.js';

/** A shape that can be drawn at any size. */
export interface ShapeSource {
  /** The longer side of the ink is 1. */
  readonly width: number;
  readonly height: number;
  /**
   * How much of each pixel the shape covers; nothing around it.
   *
   * @param longSidePx of the ink
   */
  readonly draw: (longSidePx: number) => Promise<Grid>;
}

/** A shape whose ink has these sides, in any unit. */
export function sourceOf(
  { width, height }: { readonly width: number; readonly height: number },
  draw: ShapeSource['draw'],
): ShapeSource {
  const longer = Math.max(width, height);
  return { width: width / longer, height: height / longer, draw };
}
