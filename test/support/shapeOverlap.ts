import type { Grid } from '../../src/shared/fields/grid.js';

/** Intersection over union at the half level. */
export function shapeOverlap(a: Grid, b: Grid): number {
  let [both, either] = [0, 0];
  for (const [i, value] of a.data.entries()) {
    const [first, second] = [value >= 0.5, b.data[i]! >= 0.5];
    if (first && second) both++;
    if (first || second) either++;
  }
  return both / Math.max(1, either);
}
