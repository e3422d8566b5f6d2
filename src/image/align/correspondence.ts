import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';

/**
 * Which place of another picture each place of a picture corresponds to, on a grid of any size. Places are shares of the
 * other picture's width and height: 0 its left or upper edge, 1 its right or lower one.
 */
export interface Correspondence extends Size {
  /** [height, width] */
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** A place between cells: the cell before it, the one behind it, and how far it is from the first. */
function between(position: number, length: number): [before: number, behind: number, share: number] {
  const inside = Math.min(length - 1, Math.max(0, position));
  const before = Math.min(length - 1, Math.floor(inside));
  return [before, Math.min(length - 1, before + 1), inside - before];
}

/** The value of a plane, [height, width, channels], between cells: bilinear, the border going on beyond. */
export function sampleBetween(
  plane: Float32Array,
  { width, height }: Size,
  [x, y]: readonly [number, number],
  { channels = 1, channel = 0 }: { readonly channels?: number; readonly channel?: number } = {},
): number {
  const [left, right, u] = between(x, width);
  const [top, bottom, v] = between(y, height);
  const value = (row: number, column: number) => plane[(row * width + column) * channels + channel]!;
  const upper = (1 - u) * value(top, left) + u * value(top, right);
  return (1 - v) * upper + v * ((1 - u) * value(bottom, left) + u * value(bottom, right));
}

/** A correspondence on another grid. */
export function resizeCorrespondence(from: Correspondence, { width, height }: Size): Correspondence {
  const resized = (plane: Float32Array) =>
    Float32Array.from({ length: width * height }, (_, i) => {
      const x = (((i % width) + 0.5) * from.width) / width - 0.5;
      const y = ((Math.floor(i / width) + 0.5) * from.height) / height - 0.5;
      return sampleBetween(plane, from, [x, y]);
    });
  return { width, height, x: resized(from.x), y: resized(from.y) };
}

/** The other picture as it lies on this one: each place has the colour of the one that it corresponds to. */
export function warpPicture(other: Picture, correspondence: Correspondence, size: Size): Picture {
  const { x, y } = resizeCorrespondence(correspondence, size);
  const { width, height } = size;
  const pixels = new Float32Array(width * height * RGB);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const position = [x[pixel]! * other.width - 0.5, y[pixel]! * other.height - 0.5] as const;
    for (let channel = 0; channel < RGB; channel++) {
      pixels[pixel * RGB + channel] = sampleBetween(other.pixels, other, position, {
        channels: RGB,
        channel,
      });
    }
  }
  return { width, height, pixels };
}
