import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { type Grid, type Premultiplied, RGBA } from '../grid.js';

/** Less alpha than half an 8-bit step is written as 0; a colour divided by it is noise. */
const INVISIBLE = 0.5 / 255;

/** The picture as files hold it: colours not multiplied by alpha. Alpha is there even if nothing is transparent. */
export function toStraight({ width, height, rgba }: Premultiplied): Picture {
  const pixels = new Float32Array(width * height * RGB);
  const alpha = new Float32Array(width * height);
  for (let i = 0; i < alpha.length; i++) {
    const a = Math.min(1, rgba[i * RGBA + RGB]!);
    if (a < INVISIBLE) continue;
    alpha[i] = a;
    for (let c = 0; c < RGB; c++) pixels[i * RGB + c] = Math.min(1, rgba[i * RGBA + c]! / a);
  }
  return { width, height, pixels, alpha };
}

/** A map in 0..1 as a grey picture. */
export function toGrey({ width, height, data }: Grid): Picture {
  const pixels = new Float32Array(data.length * RGB);
  for (const [i, value] of data.entries()) pixels.fill(value, i * RGB, (i + 1) * RGB);
  return { width, height, pixels };
}
