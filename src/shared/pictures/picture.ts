/** Decoded pictures and their sizes. */

/** Width and height in whole pixels, both at least 1. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A decoded picture.
 *
 * `pixels` is [height, width, 3]: red, green and blue interleaved, gamma-encoded sRGB. A picture that was
 * read lies in 0..1; one that is being optimised may leave it, and is clamped when it is written.
 *
 * `alpha`, [height, width] in 0..1, is there only where some pixel is not opaque. Colours are *not*
 * multiplied by it. A fully transparent pixel has the mean colour of the visible ones, because a network
 * sees it whatever its alpha is, and what a file holds there is arbitrary.
 */
export interface Picture extends Size {
  readonly pixels: Float32Array;
  readonly alpha?: Float32Array | undefined;
}

/** Channels of `Picture.pixels`. */
export const RGB = 3;

/**
 * The size whose longer side is `longSidePx`, in the shape of `size`; no side becomes shorter than 1 px.
 *
 * Small pictures are enlarged: the size asked for is the size of the result, whatever the input's.
 */
export function fitTo(size: Size, longSidePx: number): Size {
  const scale = longSidePx / Math.max(size.width, size.height);
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}

/** No side of a picture that a network looks at is shorter: four poolings leave one position. */
export const MIN_SIDE_PX = 16;

/** The size with sides of at least `MIN_SIDE_PX`: a narrow strip is stretched across. */
export function wideEnough({ width, height }: Size): Size {
  return { width: Math.max(MIN_SIDE_PX, width), height: Math.max(MIN_SIDE_PX, height) };
}

/** "640x480", as messages name a size. */
export function sizeText(size: Size): string {
  return `${size.width}x${size.height}`;
}
