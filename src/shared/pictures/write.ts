import { deflateSync } from 'node:zlib';
import type { Sharp } from 'sharp';
import { writeAtomically } from '../atomicFile.js';
import { NstError } from '../errors.js';
import { checkOutputPath, type OutputRules } from '../outputPath.js';
import type { Provenance } from '../provenance.js';
import { convertFromSrgb } from './convertColour.js';
import { outputFormat, type PictureFormat } from './format.js';
import { toLevels } from './levels.js';
import type { ColourProfile, PictureOrigin } from './origin.js';
import { type Picture, RGB, sizeText } from './picture.js';
import { pngChunk } from './pngChunks.js';
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

/** How a picture is written, where it is not as 8-bit sRGB. */
export interface PictureEncoding {
  /** What it was made of: its colour profile and what the camera wrote are kept, and its bits where the format has as many. */
  readonly origin?: PictureOrigin | undefined;
  /** Bits a channel; left out: those of the origin. */
  readonly bits?: 8 | 16 | undefined;
  /** Whether gradients are dithered where they are written with 8 bits. */
  readonly dithers?: boolean | undefined;
}

/** Formats that hold 16 bits a channel. */
const WIDE_FORMATS: ReadonlySet<PictureFormat> = new Set(['png', 'tiff']);

/**
 * Whether a file of this name can hold 16 bits a channel.
 *
 * @throws NstError NST_BAD_OPTION for an unknown ending
 */
export const holdsWide = (path: string): boolean => WIDE_FORMATS.has(outputFormat(path));

/** Before the first chunk that may be added: signature and header. */
const PNG_HEAD_BYTES = 33;

/** A PNG with what sharp can only take from a file. */
function withParts(
  png: Buffer,
  { profile, exif }: { readonly profile: Pick<ColourProfile, 'icc'>; readonly exif?: Buffer | undefined },
): Buffer {
  const name = Buffer.from('ICC profile\0\0', 'latin1');
  const parts = [
    pngChunk('iCCP', Buffer.concat([name, deflateSync(profile.icc)])),
    ...(exif ? [pngChunk('eXIf', exif)] : []),
  ];
  return Buffer.concat([png.subarray(0, PNG_HEAD_BYTES), ...parts, png.subarray(PNG_HEAD_BYTES)]);
}

/** The picture in the colours of its origin. */
function inColoursOf(picture: Picture, profile: ColourProfile | undefined): Picture {
  if (!profile) return picture;
  const pixels = Float32Array.from(picture.pixels);
  convertFromSrgb(pixels, profile.space);
  return { ...picture, pixels };
}

/** The picture for an encoder, with its profile. */
async function imageOf(picture: Picture, path: string, encoding: PictureEncoding): Promise<Sharp> {
  const { origin, bits: asked = origin?.bits ?? 8, dithers = false } = encoding;
  const bits = holdsWide(path) ? asked : 8;
  const { width, height, alpha } = picture;
  const raw = { width, height, channels: alpha ? 4 : 3 } as const;
  const levels = toLevels(
    inColoursOf(picture, origin?.profile),
    { bits, dithers: dithers && bits === 8 },
    path,
  );
  const image = sharp(levels, { raw, limitInputPixels: false });
  if (bits === 8 && !origin?.profile && !origin?.exif) return image.withIccProfile('srgb');
  // At 16 bits sharp would take the numbers for Display P3: they are written as they are, and the profile is laid beside them.
  const space = bits === 16 ? 'rgb16' : 'srgb';
  const { profile = await srgbProfile(), exif } = origin ?? {};
  const png = await image.toColourspace(space).png({ compressionLevel: 0 }).toBuffer();
  const whole = withParts(png, { profile, exif });
  return sharp(whole, { limitInputPixels: false }).toColourspace(space).keepIccProfile().keepExif();
}

/** sRGB as sharp has it. */
async function srgbProfile(): Promise<Pick<ColourProfile, 'icc'>> {
  const dot = await sharp(Buffer.alloc(RGB), { raw: { width: 1, height: 1, channels: RGB } })
    .withIccProfile('srgb')
    .png()
    .toBuffer();
  const { icc } = await sharp(dot).metadata();
  return { icc: icc! };
}

/**
 * Encodes a picture as 8-bit sRGB, if nothing else is asked for, with its profile and the provenance in it. JPEG has no transparency:
 * there the picture is laid on white. TIFF has no place for what a camera wrote.
 *
 * @param path names the format by its ending, and the picture in messages
 * @throws NstError NST_BAD_OPTION for an unknown ending, NST_BAD_OUTPUT if the format cannot hold the size, NST_INTERNAL for NaN
 */
export async function encodePicture(
  picture: Picture,
  path: string,
  provenance?: Provenance,
  encoding: PictureEncoding = {},
): Promise<Buffer> {
  const format = outputFormat(path);
  const image = await imageOf(picture, path, encoding);
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
export async function writePicture(
  path: string,
  picture: Picture,
  provenance?: Provenance,
  encoding: PictureEncoding = {},
): Promise<void> {
  await writeAtomically(path, await encodePicture(picture, path, provenance, encoding));
}
