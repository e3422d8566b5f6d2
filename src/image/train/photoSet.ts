import { messageOf, NstError } from '../../shared/errors.js';
import { fitTo, type Picture, RGB } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import type { Reporter } from '../../shared/reporter.js';
import type { Rng } from '../../shared/rng.js';

/** A photograph as it is kept: a byte a value. */
interface StoredPhoto {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** A crop is of this share of the photo's size, drawn evenly in the logarithm. */
const CROP_SCALE = { min: 0.5, max: 1.2 } as const;
/** Exponents of brightness. */
const GAMMA = { min: 0.7, max: 1.4 } as const;
/** By how much a channel is brighter or darker than the others, at most. */
const CHANNEL_GAIN = 0.15;

/** Photographs that nets are trained on. */
export class PhotoSet {
  private constructor(private readonly photos: readonly StoredPhoto[]) {}

  get count(): number {
    return this.photos.length;
  }

  /**
   * Reads pictures. What is no picture is left out, with a word.
   *
   * @param sizePx to which photos are scaled, the longer side
   * @param leastPx shorter sides than this are of no use
   * @throws NstError NST_BAD_INPUT if no picture is left
   */
  static async read(
    paths: readonly string[],
    sizePx: number,
    leastPx: number,
    reporter: Reporter,
  ): Promise<PhotoSet> {
    const photos: StoredPhoto[] = [];
    for (const path of paths) {
      try {
        const photo = stored(await readPicture(path, (natural) => fitTo(natural, sizePx)));
        if (Math.min(photo.width, photo.height) >= leastPx) photos.push(photo);
      } catch (error) {
        reporter.warn(`${messageOf(error)}; it is left out`);
      }
    }
    if (photos.length === 0)
      throw new NstError(
        'NST_BAD_INPUT',
        `content: expected photographs of at least ${leastPx} px, found none; name other files`,
      );
    return new PhotoSet(photos);
  }

  /** A square of some photo, in another size, mirrored or not, with another light, [side, side, 3] in 0..1. */
  crop(rng: Rng, sidePx: number): Float32Array {
    const photo = this.photos[rng.integer(this.photos.length)]!;
    const short = Math.min(photo.width, photo.height);
    const scale = CROP_SCALE.min * (CROP_SCALE.max / CROP_SCALE.min) ** rng.uniform();
    // A larger window of the photo, made smaller, shows more of it.
    const window = Math.min(short, Math.max(8, Math.round(sidePx / scale)));
    const [left, top] = [rng.integer(photo.width - window + 1), rng.integer(photo.height - window + 1)];
    const part = cut(photo, left, top, window);
    const picture = resizePicture(part, { width: sidePx, height: sidePx }, 'triangle');
    return relight(rng.uniform() < 0.5 ? mirrored(picture) : picture, rng);
  }
}

function stored({ width, height, pixels }: Picture): StoredPhoto {
  return { width, height, bytes: Uint8Array.from(pixels, (value) => Math.round(255 * value)) };
}

function cut({ width, bytes }: StoredPhoto, left: number, top: number, side: number): Picture {
  const pixels = new Float32Array(side * side * RGB);
  for (let y = 0; y < side; y++) {
    const begin = ((top + y) * width + left) * RGB;
    for (let i = 0; i < side * RGB; i++) pixels[y * side * RGB + i] = bytes[begin + i]! / 255;
  }
  return { width: side, height: side, pixels };
}

function mirrored({ width, height, pixels }: Picture): Picture {
  const turned = new Float32Array(pixels.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < RGB; c++)
        turned[(y * width + x) * RGB + c] = pixels[(y * width + width - 1 - x) * RGB + c]!;
  return { width, height, pixels: turned };
}

/** Another exposure and another white: nets see more light than there are photos. */
function relight({ pixels }: Picture, rng: Rng): Float32Array {
  const gamma = GAMMA.min * (GAMMA.max / GAMMA.min) ** rng.uniform();
  const gains = Array.from({ length: RGB }, () => 1 + CHANNEL_GAIN * (2 * rng.uniform() - 1));
  return pixels.map((value, i) => Math.min(1, Math.max(0, value) ** gamma * gains[i % RGB]!));
}
