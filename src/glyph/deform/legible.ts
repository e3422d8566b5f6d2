import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';

/** How far a bent shape is from the one that it was made from. */
export interface Legibility {
  /** Share of the plain shape that is still covered. */
  readonly bodyOverlap: number;
  /**
   * Mean distance of the new contour to the old one, or of the old one to the new if that is larger, as it is where a gap is
   * closed; in radii of the strokes.
   */
  readonly contourDistance: number;
}

/** Set by eye on letters and words in fire and leaves: beyond these the first letters could be mistaken. */
const LEAST_OVERLAP = 0.88;
const MOST_DISTANCE = 0.45;
/** Pixels that the contour passes have a coverage within these. */
const EDGE = { from: 0.25, to: 0.75 } as const;

/** Mean distance of the contour of one shape to that of another, in pixels; 0 if it has none. */
function meanDistance(from: Grid, to: Grid): number {
  const distance = signedDistance(to);
  let [away, contour] = [0, 0];
  for (const [i, value] of from.data.entries()) {
    if (value < EDGE.from || value > EDGE.to) continue;
    away += Math.abs(distance.data[i]!);
    contour++;
  }
  return contour > 0 ? away / contour : 0;
}

/** Compares a bent shape with the plain one. */
export function legibilityOf(bent: Grid, plain: Grid, radiusPx: number): Legibility {
  let [covered, kept] = [0, 0];
  for (const [i, value] of plain.data.entries()) {
    covered += value;
    kept += Math.min(value, bent.data[i]!);
  }
  return {
    bodyOverlap: covered > 0 ? kept / covered : 1,
    contourDistance: Math.max(meanDistance(bent, plain), meanDistance(plain, bent)) / radiusPx,
  };
}

/** Whether a shape can still be read, as far as can be told without reading it. */
export function isLegible({ bodyOverlap, contourDistance }: Legibility): boolean {
  return bodyOverlap >= LEAST_OVERLAP && contourDistance <= MOST_DISTANCE;
}
