/** What an effect is a function of, at one pixel of a shape. */

import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import type { Noise } from './noise.js';

/** A pixel; all lengths in stroke radii. */
export interface Place {
  readonly x: number;
  readonly y: number;
  /** How far down the shape's box it lies, 0..1; beyond it less or more. */
  readonly down: number;
  /** The width of a pixel. */
  readonly pixel: number;
  /** Signed distance to the contour, negative inside, of a place beside this one. */
  distance(dx?: number, dy?: number): number;
  /** Outward normal of the nearest contour, y downwards. */
  normal(): readonly [number, number];
  readonly noise: Noise;
}

/** The first and last row that a shape covers. */
function rowsOf({ width, data }: Grid): readonly [number, number] {
  const first = data.findIndex((covered) => covered >= 0.5);
  const last = data.findLastIndex((covered) => covered >= 0.5);
  return [Math.floor(first / width), Math.floor(last / width)];
}

/** Bilinear; beyond the border as on it. */
function sample({ width, height, data }: Grid, x: number, y: number): number {
  const [cx, cy] = [Math.min(width - 1, Math.max(0, x)), Math.min(height - 1, Math.max(0, y))];
  const [left, top] = [Math.min(width - 2, Math.floor(cx)), Math.min(height - 2, Math.floor(cy))];
  const [u, v] = [cx - left, cy - top];
  const i = top * width + left;
  return (
    (data[i]! * (1 - u) + data[i + 1]! * u) * (1 - v) +
    (data[i + width]! * (1 - u) + data[i + width + 1]! * u) * v
  );
}

/**
 * Visits all pixels of a shape, row by row.
 *
 * @param radiusPx the stroke radius that lengths are measured in
 */
export function* placesOf(shape: Grid, radiusPx: number, noise: Noise): Generator<Place> {
  const field = signedDistance(shape);
  const [top, bottom] = rowsOf(shape);
  for (let row = 0; row < shape.height; row++) {
    for (let column = 0; column < shape.width; column++) {
      yield {
        x: column / radiusPx,
        y: row / radiusPx,
        down: (row - top) / Math.max(1, bottom - top),
        pixel: 1 / radiusPx,
        noise,
        distance: (dx = 0, dy = 0) => sample(field, column + dx * radiusPx, row + dy * radiusPx) / radiusPx,
        normal() {
          const dx = sample(field, column + 1, row) - sample(field, column - 1, row);
          const dy = sample(field, column, row + 1) - sample(field, column, row - 1);
          const length = Math.hypot(dx, dy);
          return length === 0 ? [0, 0] : [dx / length, dy / length];
        },
      };
    }
  }
}
