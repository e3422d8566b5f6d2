import type { Grid } from './grid.js';
import { maskWhere } from './perPixel.js';

/** From here on a pixel is inside a shape. */
export const COVERED = 0.5;

/** The pixels inside of a shape: 1, the others 0. @param level from which on they are */
export function insideOf({ data }: Pick<Grid, 'data'>, level = COVERED): Uint8Array {
  return maskWhere(data.length, (i) => data[i]! >= level);
}

/** The pixels of a shape that hang together with one of the roots (nonzero), by steps across and down: 1, the others 0. */
export function reachedFrom(roots: Uint8Array, { width, data }: Grid): Uint8Array {
  const isReached = new Uint8Array(data.length);
  const waiting: number[] = [];
  const reach = (i: number) => {
    if (isReached[i] || data[i]! < COVERED) return;
    isReached[i] = 1;
    waiting.push(i);
  };
  for (const [i, isRoot] of roots.entries()) if (isRoot) reach(i);
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    const x = i % width;
    if (x > 0) reach(i - 1);
    if (x < width - 1) reach(i + 1);
    if (i >= width) reach(i - width);
    if (i < data.length - width) reach(i + width);
  }
  return isReached;
}
