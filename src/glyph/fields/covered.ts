/** How much of a pixel lies on the inner side of a contour, given its distance in pixels. */
export function covered(distancePx: number): number {
  return Math.min(1, Math.max(0, 0.5 - distancePx));
}
