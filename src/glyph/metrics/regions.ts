/** Parts of the plane around a shape, by distance to its contour and by which way that faces. */

import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import { upwardness } from '../fields/upwardness.js';

/** Where bands of distance begin and end, in stroke radii: core, body, rim inside, rim outside, halo. The rest is far. */
const BAND_EDGES = [-0.6, -0.2, 0, 0.25, 0.75, 1.5, 2.5] as const;
/** How much a normal must point up or down to count as that: within 45 degrees of it. */
const STEEP = Math.SQRT1_2;

/** Which way a contour faces. */
export const FACINGS = ['up', 'side', 'down'] as const;
export type Facing = (typeof FACINGS)[number];

/** What is known of each pixel. */
export interface Surroundings {
  /** Signed distance to the contour in stroke radii, negative inside. */
  readonly distance: Float32Array;
  /** Vertical part of the outward normal, -1 (up) to 1 (down). */
  readonly normalY: Float32Array;
}

/** @param radiusPx stroke radius, the unit of distance */
export function surroundings(shape: Grid, radiusPx: number): Surroundings {
  const signed = signedDistance(shape);
  return {
    distance: signed.data.map((value) => value / radiusPx),
    normalY: upwardness(signed).map((value) => -value),
  };
}

/** Which way a normal faces. */
export function facingOf(normalY: number): Facing {
  return normalY < -STEEP ? 'up' : normalY > STEEP ? 'down' : 'side';
}

/** Number of regions. */
export const REGION_COUNT = (BAND_EDGES.length + 1) * FACINGS.length;

/** For each pixel which region it lies in: a band of distance and a facing, 0 to `REGION_COUNT` - 1. */
export function regionsOf({ distance, normalY }: Surroundings): Uint8Array {
  return Uint8Array.from(distance, (d, i) => {
    const outer = BAND_EDGES.findIndex((edge) => d < edge);
    const band = outer < 0 ? BAND_EDGES.length : outer;
    return band * FACINGS.length + FACINGS.indexOf(facingOf(normalY[i]!));
  });
}
