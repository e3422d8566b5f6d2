import { type Picture, RGB, type Size } from '../shared/pictures/picture.js';

/** A picture of 8-bit colours; what is transparent is laid on white. @param channels 3, or 4 with alpha */
export function pictureOfBytes(bytes: Uint8Array, { width, height }: Size, channels = RGB): Picture {
  const pixels = new Float32Array(width * height * RGB);
  const hasAlpha = channels > RGB;
  for (let i = 0; i < width * height; i++) {
    const alpha = hasAlpha ? bytes[i * channels + RGB]! / 255 : 1;
    for (let c = 0; c < RGB; c++) pixels[i * RGB + c] = (alpha * bytes[i * channels + c]!) / 255 + 1 - alpha;
  }
  return { width, height, pixels };
}

/** The picture without its alpha, on white. */
export function onWhite(picture: Picture): Picture {
  const { width, height, pixels, alpha } = picture;
  if (!alpha) return picture;
  return { width, height, pixels: pixels.map((value, i) => 1 + alpha[Math.floor(i / RGB)]! * (value - 1)) };
}

/** 8-bit colours of a picture, [height, width, 3]. */
export function bytesOfPicture({ pixels }: Picture): Uint8Array {
  const bytes = new Uint8ClampedArray(pixels.length);
  for (let i = 0; i < pixels.length; i++) bytes[i] = pixels[i]! * 255;
  return new Uint8Array(bytes.buffer);
}
