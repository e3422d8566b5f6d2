import { type Picture, RGB } from '../../shared/pictures/picture.js';

/** A picture of bytes of RGBA, [height, width, 4], not premultiplied; alpha that is opaque everywhere is dropped. */
export function pictureOfRgba(data: Uint8Array, width: number, height: number): Picture {
  const pixels = new Float32Array(width * height * RGB);
  const alpha = new Float32Array(width * height);
  for (let i = 0; i < alpha.length; i++) {
    for (let c = 0; c < RGB; c++) pixels[i * RGB + c] = data[i * 4 + c]! / 255;
    alpha[i] = data[i * 4 + 3]! / 255;
  }
  return alpha.every((value) => value === 1) ? { width, height, pixels } : { width, height, pixels, alpha };
}
