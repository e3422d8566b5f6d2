/** Flows that are known, to measure those that are found by. */
import { type Flow, noFlow } from '../../src/shared/flow/flow.js';
import type { Size } from '../../src/shared/pictures/picture.js';

/** Where a place of one picture lies in another. */
export type Move = (x: number, y: number) => readonly [x: number, y: number];

/** A rotation by degrees and a zoom about a place. */
export function turnedAbout([cx, cy]: readonly [number, number], degrees: number, factor: number): Move {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return (x, y) => [cx + factor * (c * (x - cx) - s * (y - cy)), cy + factor * (s * (x - cx) + c * (y - cy))];
}

/** A move as a flow. */
export function flowOf(size: Size, to: Move): Flow {
  const flow = noFlow(size);
  for (let i = 0; i < flow.dx.length; i++) {
    const [x, y] = [i % size.width, Math.floor(i / size.width)];
    const [tx, ty] = to(x, y);
    flow.dx[i] = tx - x;
    flow.dy[i] = ty - y;
  }
  return flow;
}
