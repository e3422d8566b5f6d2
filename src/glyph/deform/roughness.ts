import type { Grid } from '../../shared/fields/grid.js';
import { type ContourLine, contourLines, smoothedAround } from './contourLines.js';

/** The steps of the pixel grid are no roughness, and neither is what a letter's own bends are: widths of blurs along the contour, in pixels. */
const FINE_PX = 1.5;
const COARSE_PX = 6;

/** How much a line turns at each step, in radians, without the pixel grid's steps and without what it does on the whole. */
function turns({ x, y }: ContourLine): Float64Array {
  const [u, v] = [smoothedAround(x, FINE_PX), smoothedAround(y, FINE_PX)];
  const { length } = u;
  const heading = u.map((_, i) => {
    const next = (i + 1) % length;
    return Math.atan2(v[next]! - v[i]!, u[next]! - u[i]!);
  });
  const turn = heading.map((angle, i) => {
    const change = heading[(i + 1) % length]! - angle;
    return change - 2 * Math.PI * Math.round(change / (2 * Math.PI));
  });
  const slow = smoothedAround(turn, COARSE_PX);
  return turn.map((value, i) => value - slow[i]!);
}

/**
 * How rough the contour of a shape is: the root mean square of its curvature at wavelengths of some 4 to 30 px, in radians a
 * pixel. Letters of smooth outline have .02 to .04 by their corners alone, fur and leaves .08 and more.
 */
export function roughness(shape: Grid): number {
  let [sum, count] = [0, 0];
  for (const line of contourLines(shape)) {
    for (const turn of turns(line)) {
      sum += turn * turn;
      count++;
    }
  }
  return Math.sqrt(sum / Math.max(1, count));
}
