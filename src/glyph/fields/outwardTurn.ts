import { type Grid, slopeAt } from '../../shared/fields/grid.js';

/** Where the outward normal points at pixel i of a map of distances, in turns from the right clockwise: 0 up to 1. */
export function outwardTurn(distance: Grid, i: number): number {
  const [dx, dy] = slopeAt(distance, i % distance.width, Math.floor(i / distance.width));
  return (Math.atan2(dy, dx) / (2 * Math.PI) + 1) % 1;
}
