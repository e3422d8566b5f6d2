import { cropTo } from '../../shared/pictures/crop.js';
import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { mirrored } from '../margin.js';

/** Around pictures, so that no pixel of the result has seen a net's padding alone. */
const MARGIN_PX = 16;

const up = (length: number, multiple: number) => Math.ceil(length / multiple) * multiple;

/** Puts a picture into a frame. @param multiple sides of the whole are multiples of this */
export function frame(picture: Picture, multiple: number): Picture {
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
export function unframe(framed: Picture, { width, height }: Size): Picture {
  const inner = cropTo(framed, { left: MARGIN_PX, top: MARGIN_PX, width, height });
  return { ...inner, pixels: inner.pixels.map((value) => Math.min(1, Math.max(0, value))) };
}

/**
 * The largest part of a picture, from its middle, with sides that a net can halve.
 *
 * @param picture with sides of at least `multiple`
 */
export function trimmed(picture: Picture, multiple: number): Picture {
  const down = (length: number) => Math.floor(length / multiple) * multiple;
  const [width, height] = [down(picture.width), down(picture.height)];
  const [left, top] = [Math.floor((picture.width - width) / 2), Math.floor((picture.height - height) / 2)];
  return cropTo(picture, { left, top, width, height });
}
