import type { Grid } from '../grid.js';

/** From here on a pixel is inside a shape. */
const COVERED = 0.5;

/** A shape without the islands that hang together with none of the roots (nonzero), by steps across and down. */
export function connectedTo(roots: Uint8Array, { width, height, data }: Grid): Grid {
  const isReached = new Uint8Array(data.length);
  const waiting: number[] = [];
  const reach = (i: number) => {
    if (isReached[i] || (data[i] as number) < COVERED) return;
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
  // The soft edge of what is reached stays soft.
  const isNear = (i: number) =>
    isReached[i] || isReached[i - 1] || isReached[i + 1] || isReached[i - width] || isReached[i + width];
  return { width, height, data: data.map((value, i) => (isNear(i) ? value : 0)) };
}
