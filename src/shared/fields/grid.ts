import type { Size } from '../pictures/picture.js';

/** One number for each pixel, row by row. */
export interface Grid extends Size {
  readonly data: Float32Array;
}
