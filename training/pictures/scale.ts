import sharp from 'sharp';

/** A picture is listed only if both of its sides have this many pixels: crops of 256 px can be taken from each. */
export const SHORT_SIDE_PX = 256;
/** Longer side of a picture to train on. */
const LONG_SIDE_PX = 512;

/**
 * Size of a picture to train on: its longer side is 512 px, or more where the shorter would be below 256. It is not
 * enlarged.
 */
export function trainingSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(
    1,
    Math.max(LONG_SIDE_PX / Math.max(width, height), SHORT_SIDE_PX / Math.min(width, height)),
  );
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/**
 * A picture as an opaque sRGB PNG of 8 bits and three channels, of the size to train on.
 *
 * @param bytes a picture file; transparency is laid on white
 */
export async function trainingPng(bytes: Buffer): Promise<Buffer> {
  const upright = await sharp(bytes)
    .rotate()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const { width, height } = await sharp(upright).metadata();
  const { data, info } = await sharp(upright)
    .resize({ ...trainingSize(width, height), fit: 'fill', kernel: 'lanczos3' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = info.channels === 3 ? data : grayToRgb(data);
  return sharp(pixels, { raw: { width: info.width, height: info.height, channels: 3 } })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

function grayToRgb(gray: Buffer): Buffer {
  return Buffer.from(Array.from(gray, (value) => [value, value, value]).flat());
}
