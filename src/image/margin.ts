/**
 * A margin around the picture while it is optimised. At its edge a network sees padding, pixels there are held by fewer
 * neighbours, and they turn into specks; with a margin that is cut off in the end, nobody sees them.
 */
import { cropTo } from '../shared/pictures/crop.js';
import type { Picture, Size } from '../shared/pictures/picture.js';

/** The size with a margin on every side. */
export function extendSize({ width, height }: Size, marginPx: number): Size {
  return { width: width + 2 * marginPx, height: height + 2 * marginPx };
}

/** Where a place outside of 0 .. length - 1 lies when the picture is mirrored at its edges, as often as it takes. */
export function mirrored(index: number, length: number): number {
  const period = 2 * length;
  const within = ((index % period) + period) % period;
  return within < length ? within : period - 1 - within;
}

/** Mirrors a plane, [height, width, channels], outwards. */
export function extendPlane(plane: Float32Array, size: Size, marginPx: number): Float32Array {
  const channels = plane.length / (size.width * size.height);
  const { width, height } = extendSize(size, marginPx);
  const result = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const row = mirrored(y - marginPx, size.height) * size.width;
    for (let x = 0; x < width; x++) {
      const from = (row + mirrored(x - marginPx, size.width)) * channels;
      result.set(plane.subarray(from, from + channels), (y * width + x) * channels);
    }
  }
  return result;
}

/** Mirrors a picture outwards. */
export function extendPicture(picture: Picture, marginPx: number): Picture {
  const { pixels, alpha } = picture;
  return {
    ...extendSize(picture, marginPx),
    pixels: extendPlane(pixels, picture, marginPx),
    alpha: alpha && extendPlane(alpha, picture, marginPx),
  };
}

/** Cuts a margin off. */
export function cropPicture(picture: Picture, marginPx: number): Picture {
  return cropTo(picture, { left: marginPx, top: marginPx, ...extendSize(picture, -marginPx) });
}
