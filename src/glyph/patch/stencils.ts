/** What a search sees of the guide at each pixel. */
import type { Grid } from '../../shared/fields/grid.js';
import { sharedBytes } from '../../shared/patches/sharedArrays.js';
import type { Size } from '../../shared/pictures/picture.js';
import { CONTOUR, GUIDE_MAX, STENCIL } from './level.js';

/** How far the stencil of the contour reaches; it is sharp, and seen from nearby only. */
const CONTOUR_REACH_PX = 2;

/** [height, width], 0..GUIDE_MAX. */
export interface ByteMap extends Size {
  readonly data: Uint8Array;
}

/** Maps that stencils are cut from. Their rows come in parts that do not see each other. */
export interface GuideMaps {
  /** GUIDE_MAX is the furthest there is. */
  readonly distance: ByteMap;
  /** From outside to inside. */
  readonly contour: ByteMap;
  /** Rows in a part. */
  readonly partHeight: number;
}

/** The value of each pixel and of four around it, `reachPx` away, into stencils from their entry `first` on. */
function fillStencils(
  out: Uint8Array,
  first: number,
  { data, width, height }: ByteMap,
  partHeight: number,
  reachPx: number,
): void {
  for (let row = 0, o = first; row < height; row++) {
    const top = row - (row % partHeight);
    const here = row * width;
    const below = Math.min(top + partHeight - 1, row + reachPx) * width;
    const above = Math.max(top, row - reachPx) * width;
    for (let x = 0; x < width; x++, o += STENCIL) {
      out[o] = data[here + x]!;
      out[o + 1] = data[here + Math.min(width - 1, x + reachPx)]!;
      out[o + 2] = data[here + Math.max(0, x - reachPx)]!;
      out[o + 3] = data[below + x]!;
      out[o + 4] = data[above + x]!;
    }
  }
}

/** A map in whole numbers, of which `most` becomes GUIDE_MAX. */
export function quantised({ width, height, data }: Grid, most: number): ByteMap {
  const bytes = new Uint8Array(data.length);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Math.min(GUIDE_MAX, Math.max(0, Math.round((data[i]! / most) * GUIDE_MAX)));
  }
  return { width, height, data: bytes };
}

/**
 * The stencils of all pixels, [height, width, STENCIL], in shared memory.
 *
 * @param reachPx how far those of the distance reach
 */
export function stencilsOf({ distance, contour, partHeight }: GuideMaps, reachPx: number): Uint8Array {
  const stencils = sharedBytes(distance.data.length * STENCIL);
  fillStencils(stencils, 0, distance, partHeight, reachPx);
  fillStencils(stencils, CONTOUR, contour, partHeight, CONTOUR_REACH_PX);
  return stencils;
}
