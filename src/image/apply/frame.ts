import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { mirrored } from '../margin.js';

/** Around pictures, so that no pixel of the result has seen a net's padding alone. */
const MARGIN_PX = 16;

/** A picture in a frame of its own mirror image, with sides that a net can halve. */
export interface Framed extends Size {
  /** [height, width, 3] */
  readonly pixels: Float32Array;
}

const up = (length: number, multiple: number) => Math.ceil(length / multiple) * multiple;

/** Puts a picture into a frame. @param multiple sides of the whole are multiples of this */
export function frame(picture: Picture, multiple: number): Framed {
  const width = up(picture.width + 2 * MARGIN_PX, multiple);
  const height = up(picture.height + 2 * MARGIN_PX, multiple);
  const columns = Int32Array.from({ length: width }, (_, x) => RGB * mirrored(x - MARGIN_PX, picture.width));
  const pixels = new Float32Array(width * height * RGB);
  for (let y = 0, index = 0; y < height; y++) {
    const row = mirrored(y - MARGIN_PX, picture.height) * picture.width * RGB;
    for (const column of columns)
      for (let c = 0; c < RGB; c++) pixels[index++] = picture.pixels[row + column + c]!;
  }
  return { width, height, pixels };
}

/** Takes a picture of some size out of its frame; values are brought into 0..1. */
export function unframe({ width: stride, pixels }: Framed, { width, height }: Size): Picture {
  const inner = new Float32Array(width * height * RGB);
  for (let y = 0; y < height; y++) {
    const begin = ((y + MARGIN_PX) * stride + MARGIN_PX) * RGB;
    for (let i = 0; i < width * RGB; i++)
      inner[y * width * RGB + i] = Math.min(1, Math.max(0, pixels[begin + i]!));
  }
  return { width, height, pixels: inner };
}

/** The largest part of a picture, from its middle, with sides that a net can halve. */
export function trimmed(picture: Picture, multiple: number): Framed {
  const down = (length: number) => Math.max(multiple, Math.floor(length / multiple) * multiple);
  const [width, height] = [down(picture.width), down(picture.height)];
  const [left, top] = [Math.floor((picture.width - width) / 2), Math.floor((picture.height - height) / 2)];
  const pixels = new Float32Array(width * height * RGB);
  for (let y = 0; y < height; y++) {
    const begin = (mirrored(top + y, picture.height) * picture.width + Math.max(0, left)) * RGB;
    pixels.set(picture.pixels.subarray(begin, begin + width * RGB), y * width * RGB);
  }
  return { width, height, pixels };
}
