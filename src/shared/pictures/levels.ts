import { NstError } from '../errors.js';
import { type Picture, RGB } from './picture.js';

/** How values become whole numbers. */
export interface Levels {
  readonly bits: 8 | 16;
  /** Whether smooth gradients are dithered. */
  readonly dithers: boolean;
}

/** Values that are a level but for the rounding of 32 bits stay that level. */
const EXACT = 1e-3;
/** Neighbours that differ by less than this many levels would lie in one band. */
const BAND_LEVELS = 1;

/** A threshold for each pixel and channel, in 0..1, without clumps: interleaved gradient noise (Jimenez, SIGGRAPH 2014 courses). */
function threshold(x: number, y: number, channel: number): number {
  const u = x + 37 * channel;
  const v = y + 17 * channel;
  const inner = (0.06711056 * u + 0.00583715 * v) % 1;
  return (52.9829189 * inner) % 1;
}

/** A whole number near a value: the nearest, or in a gradient one of the two on either side, by chance of how near they are. */
function dithered(value: number, chance: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < EXACT ? nearest : Math.floor(value + chance);
}

/**
 * The values of a picture as whole numbers of so many bits, with alpha where there is any; values outside 0..1 are clamped.
 *
 * Rounding to the nearest makes bands of a gradient that rises by less than a level from pixel to pixel. There, and nowhere else, values
 * go to one of the two levels on either side, so that their mean is right: what is textured, or is a level already, is written as it is.
 *
 * @param name of the picture in messages
 * @throws NstError NST_INTERNAL for NaN
 */
export function toLevels(
  picture: Picture,
  { bits, dithers }: Levels,
  name: string,
): Uint8Array | Uint16Array {
  const { width, height, pixels, alpha } = picture;
  const channels = alpha ? RGB + 1 : RGB;
  const most = 2 ** bits - 1;
  const count = width * height * channels;
  const levels = bits === 8 ? new Uint8Array(count) : new Uint16Array(count);
  const within = (value: number) => most * Math.min(1, Math.max(0, value));
  /** Whether a value differs little from those above and on the left. */
  const isSmooth = (i: number, x: number, y: number) => {
    const differs = (j: number) => Math.abs(pixels[i]! - pixels[j]!) * most >= BAND_LEVELS;
    return !(x > 0 && differs(i - RGB)) && !(y > 0 && differs(i - width * RGB));
  };
  for (let y = 0, i = 0, index = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < RGB; c++, i++) {
        const value = pixels[i]!;
        if (Number.isNaN(value)) {
          throw new NstError('NST_INTERNAL', `${name}: not written: pixel ${y * width + x} is not a number`);
        }
        const scaled = within(value);
        levels[index++] =
          dithers && isSmooth(i, x, y) ? dithered(scaled, threshold(x, y, c)) : roundHalfEven(scaled);
      }
      if (alpha) levels[index++] = roundHalfEven(within(alpha[y * width + x]!));
    }
  }
  return levels;
}

/** As Uint8ClampedArray rounds. */
function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}
