import type { Grid } from '../../shared/fields/grid.js';

/** Where the outward normal points at pixel i of the inside of a map, in turns from the right clockwise: 0 up to 1. */
export function outwardTurn({ data, width }: Grid, i: number): number {
  const dx = data[i + 1]! - data[i - 1]!;
  const dy = data[i + width]! - data[i - width]!;
  return (Math.atan2(dy, dx) / (2 * Math.PI) + 1) % 1;
}
