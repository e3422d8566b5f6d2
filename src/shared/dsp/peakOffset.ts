/** Where a peak lies beside its middle value, -0.5..0.5: the vertex of the parabola through three neighbours; 0 if it does not bend down. */
export function peakOffset(before: number, peak: number, after: number): number {
  const bend = before - 2 * peak + after;
  return bend < 0 ? Math.min(0.5, Math.max(-0.5, (0.5 * (before - after)) / bend)) : 0;
}
