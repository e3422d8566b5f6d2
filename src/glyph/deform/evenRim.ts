import type { RimProfile } from '../shading/rimProfile.js';
import { RING_PX } from '../shading/ringSums.js';

/** How far out from the contour a rim is looked at, in radii. */
const LOOKED_AT = 0.35;
/** Outlines, stickers, glows and bevels of the bench have .5 and more; leaves, fur, flames and splashes .02 and less. */
const EVEN = 0.3;

/** Whether what lies along a contour is the same all around: such a style has no natural edge, whatever is left of its ground. */
export function hasEvenRim({ trust, sums }: RimProfile, radiusPx: number): boolean {
  const contour = Math.max(0, Math.round(-sums.firstPx / RING_PX));
  const rings = trust.subarray(contour, contour + Math.max(1, Math.round((LOOKED_AT * radiusPx) / RING_PX)));
  return rings.reduce((sum, share) => sum + share, 0) / Math.max(1, rings.length) >= EVEN;
}
