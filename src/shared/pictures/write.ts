import type { Sharp } from 'sharp';
import { writeAtomically } from '../atomicFile.js';
import { NstError } from '../errors.js';
import { checkOutputPath, type OutputRules } from '../outputPath.js';
import type { Provenance } from '../provenance.js';
import { outputFormat, type PictureFormat } from './format.js';
import { type Picture, RGB, sizeText } from './picture.js';
import { sharp } from './sharp.js';
import { firstLine } from './source.js';
import { xmpPacket } from './xmp.js';

/** Encoders at qualities where the loss cannot be seen; full colour resolution wherever the format has it. */
const ENCODERS: Readonly<Record<PictureFormat, (image: Sharp) => Sharp>> = {
  png: (image) => image.png({ compressionLevel: 7, adaptiveFiltering: true }),
  jpeg: (image) => image.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  webp: (image) => image.webp({ quality: 95, smartSubsample: true }),
  avif: (image) => image.avif({ quality: 85, chromaSubsampling: '4:4:4' }),
  tiff: (image) => image.tiff({ compression: 'lzw', predictor: 'horizontal' }),
};

/**
 * Checks before any work is done that a picture can be written to `path`.
 *
 * @throws NstError NST_BAD_OPTION for an unknown ending, else as `checkOutputPath`
 */
export async function checkOutput(path: string, rules: OutputRules): Promise<void> {
  outputFormat(path);
  await checkOutputPath(path, rules);
}

/** Rounds to the nearest of 256 levels, without dither; values outside 0..1 are clamped. */
function toBytes(picture: Picture, path: string): Uint8ClampedArray {
  const { pixels, alpha } = picture;
  const channels = alpha ? RGB + 1 : RGB;
  const bytes = new Uint8ClampedArray(picture.width * picture.height * channels);
  for (let i = 0, index = 0; index < bytes.length; i++) {
    for (let c = 0; c < RGB; c++) {
      const value = pixels[i * RGB + c]!;
      if (Number.isNaN(value)) {
        throw new NstError('NST_INTERNAL', `${path}: not written: pixel ${i} is not a number`);
      }
      bytes[index++] = value * 255;
    }
    if (alpha) bytes[index++] = alpha[i]! * 255;
  }
  return bytes;
}

/**
 * Encodes a picture as 8-bit sRGB, with the sRGB profile and the provenance in it. JPEG has no transparency:
 * there the picture is laid on white.
 *
 * @param path names the format by its ending, and the picture in messages
 * @throws NstError NST_BAD_OPTION for an unknown ending, NST_BAD_OUTPUT if the format cannot hold the size, NST_INTERNAL for NaN
 */
export async function encodePicture(
  picture: Picture,
  path: string,
  provenance?: Provenance,
): Promise<Buffer> {
  const format = outputFormat(path);
  const { width, height, alpha } = picture;
  const raw = { width, height, channels: alpha ? 4 : 3 } as const;
  const image = sharp(toBytes(picture, path), { raw, limitInputPixels: false }).withIccProfile('srgb');
  if (format === 'jpeg') image.flatten({ background: 'white' });
  if (provenance) image.withXmp(xmpPacket(provenance));
  return ENCODERS[format](image)
    .toBuffer()
    .catch((error: unknown) => {
      const what = `a picture of ${sizeText(picture)} cannot be written as ${format.toUpperCase()}`;
      const text = `${path}: ${what} (${firstLine(error)}); choose another format or size`;
      throw new NstError('NST_BAD_OUTPUT', text, { cause: error });
    });
}

/**
 * Writes a picture whole or not at all, in the format that the ending of `path` names; an existing file is
 * replaced (ask `checkOutput` first).
 *
 * @param provenance goes into the file, see `xmpPacket`
 * @throws NstError NST_BAD_OPTION for an unknown ending; NST_BAD_OUTPUT if the format cannot hold the size
 *   (WebP and AVIF end at 16,383 px a side) or the disk cannot hold the file; NST_INTERNAL for NaN
 */
export async function writePicture(path: string, picture: Picture, provenance?: Provenance): Promise<void> {
  await writeAtomically(path, await encodePicture(picture, path, provenance));
}
