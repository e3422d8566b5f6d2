import { reachedFrom } from '../../shared/fields/connected.js';
import type { Grid } from '../../shared/fields/grid.js';

/** A shape without the islands that hang together with none of the roots (nonzero), by steps across and down. */
export function connectedTo(roots: Uint8Array, shape: Grid): Grid {
  const isReached = reachedFrom(roots, shape);
  const { width, height, data } = shape;
  // The soft edge of what is reached stays soft.
  const isNear = (i: number) =>
    isReached[i] || isReached[i - 1] || isReached[i + 1] || isReached[i - width] || isReached[i + width];
  return { width, height, data: data.map((value, i) => (isNear(i) ? value : 0)) };
}
