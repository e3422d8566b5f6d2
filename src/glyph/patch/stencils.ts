/** What a search sees of the guide at each pixel. */
import type { Grid } from '../../shared/fields/grid.js';
import { sharedBytes } from '../../shared/patches/sharedArrays.js';
import { CONTOUR, GUIDE_MAX, STENCIL } from './level.js';

/** How far the stencil of the contour reaches; it is sharp, and seen from nearby only. */
const CONTOUR_REACH_PX = 2;

/** Maps that stencils are cut from. Their rows come in parts that do not see each other. */
export interface GuideMaps {
  /** Distance in radii. */
  readonly distance: Grid;
  /** From 0 outside to 1 inside. */
  readonly contour: Grid;
  /** Rows in a part. */
  readonly partHeight: number;
}

/** The value of each pixel and of four around it, `reachPx` away, into stencils from their entry `first` on. */
function fillStencils(
  out: Uint8Array,
  first: number,
  { data, width }: Grid,
  partHeight: number,
  reachPx: number,
): void {
  for (let i = 0, o = first; i < data.length; i++, o += STENCIL) {
    const x = i % width;
    const row = Math.floor(i / width);
    const top = row - (row % partHeight);
    out[o] = data[i]!;
    out[o + 1] = data[row * width + Math.min(width - 1, x + reachPx)]!;
    out[o + 2] = data[row * width + Math.max(0, x - reachPx)]!;
    out[o + 3] = data[Math.min(top + partHeight - 1, row + reachPx) * width + x]!;
    out[o + 4] = data[Math.max(top, row - reachPx) * width + x]!;
  }
}

/** The map in whole numbers, of which `most` becomes GUIDE_MAX. */
const quantised = ({ width, height, data }: Grid, most: number): Grid => ({
  width,
  height,
  data: data.map((value) => Math.min(GUIDE_MAX, Math.max(0, Math.round((value / most) * GUIDE_MAX)))),
});

/**
 * The stencils of all pixels, [height, width, STENCIL], in shared memory.
 *
 * @param reachPx how far those of the distance reach
 * @param far the distance that becomes GUIDE_MAX
 */
export function stencilsOf(
  { distance, contour, partHeight }: GuideMaps,
  reachPx: number,
  far: number,
): Uint8Array {
  const stencils = sharedBytes(distance.data.length * STENCIL);
  fillStencils(stencils, 0, quantised(distance, far), partHeight, reachPx);
  fillStencils(stencils, CONTOUR, quantised(contour, 1), partHeight, CONTOUR_REACH_PX);
  return stencils;
}
