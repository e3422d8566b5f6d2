import type { Size } from '../pictures/picture.js';

/**
 * Where each pixel of a picture is in another picture of the same size: pixel (x, y) of the first is at (x + dx, y + dy) of the
 * second. Whole numbers are middles of pixels; `dx` goes to the right and `dy` downwards, both [height, width], in pixels.
 */
export interface Flow extends Size {
  readonly dx: Float32Array;
  readonly dy: Float32Array;
}

/** Nothing moves. */
export function noFlow({ width, height }: Size): Flow {
  return { width, height, dx: new Float32Array(width * height), dy: new Float32Array(width * height) };
}
