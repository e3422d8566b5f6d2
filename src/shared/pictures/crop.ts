import { type Picture, RGB, type Size } from './picture.js';

/** A part of a picture, in whole pixels. */
export interface Window extends Size {
  readonly left: number;
  readonly top: number;
}

/** The part of a plane, [height, width, channels], that lies in a window. @param width of the plane */
function cropPlane(plane: Float32Array, width: number, channels: number, window: Window): Float32Array {
  const result = new Float32Array(window.width * window.height * channels);
  for (let y = 0; y < window.height; y++) {
    const from = ((window.top + y) * width + window.left) * channels;
    result.set(plane.subarray(from, from + window.width * channels), y * window.width * channels);
  }
  return result;
}

/** The part of a picture that lies in a window. @param window all of it within the picture */
export function cropTo({ width, pixels, alpha }: Picture, window: Window): Picture {
  return {
    width: window.width,
    height: window.height,
    pixels: cropPlane(pixels, width, RGB, window),
    alpha: alpha && cropPlane(alpha, width, 1, window),
  };
}
