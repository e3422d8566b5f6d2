import type { Grid } from '../../shared/fields/grid.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import {
  type Premultiplied,
  type StraightPicture,
  unpremultiply,
} from '../../shared/pictures/premultiplied.js';

/** The picture as files hold it: colours not multiplied by alpha. Alpha is there even if nothing is transparent. */
export function toStraight(picture: Premultiplied): StraightPicture {
  const straight = unpremultiply(picture);
  return { ...straight, pixels: straight.pixels.map((value) => Math.min(1, value)) };
}

/** A map in 0..1 as a grey picture. */
export function toGrey({ width, height, data }: Grid): Picture {
  const pixels = new Float32Array(data.length * RGB);
  for (const [i, value] of data.entries()) pixels.fill(value, i * RGB, (i + 1) * RGB);
  return { width, height, pixels };
}
