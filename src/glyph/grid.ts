/** Maps over the pixels of a picture. */

/** Width and height in whole pixels, both at least 1. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One number for each pixel, row by row. */
export interface Grid extends Size {
  readonly data: Float32Array;
}

/**
 * A picture of which parts may be seen through: [height, width, 4], red, green, blue and alpha in 0..1, gamma-encoded sRGB.
 * Colours are multiplied by alpha, so that pictures can be averaged and compared without a thought for what is unseen.
 */
export interface Premultiplied extends Size {
  readonly rgba: Float32Array;
}

/** Channels of `Premultiplied`. */
export const RGBA = 4;
