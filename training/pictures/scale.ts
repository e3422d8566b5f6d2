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
 * @param margin share of the sides that is cut off all around
 */
export async function trainingPng(bytes: Buffer, margin = 0): Promise<Buffer> {
  const flat = sharp(bytes).rotate().flatten({ background: 'white' }).toColourspace('srgb').raw();
  const { data, info } = await flat.toBuffer({ resolveWithObject: true });
  const [left, top] = [Math.round(margin * info.width), Math.round(margin * info.height)];
  const part = { width: info.width - 2 * left, height: info.height - 2 * top };
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .extract({ left, top, ...part })
    .resize({ ...trainingSize(part.width, part.height), fit: 'fill', kernel: 'lanczos3' })
    .toColourspace('srgb')
    .removeAlpha()
    .png({ compressionLevel: 6 })
    .toBuffer();
}
