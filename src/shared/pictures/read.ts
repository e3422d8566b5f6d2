import type { KernelEnum, Sharp } from 'sharp';
import { type Reporter, SILENT } from '../reporter.js';
import { type ColourRule, colourRule } from './colourRule.js';
import { convertToSrgb } from './convertColour.js';
import { type Picture, RGB, type Size, sizeText } from './picture.js';
import type { Kernel } from './resample.js';
import { fillTransparent, resizePicture } from './resize.js';
import { sharp } from './sharp.js';
import { firstLine, openPicture, type PictureSource, rejectPicture } from './source.js';

/** sharp shrinks to this many times the size wanted, if that saves anything; the rest is done in float. */
const PRESHRINK_MARGIN = 2;

/** sharp's names of the kernels. */
const SHARP_KERNEL: Readonly<Record<Kernel, keyof KernelEnum>> = {
  lanczos3: 'lanczos3',
  'catmull-rom': 'cubic',
  triangle: 'linear',
};

/** Integers as they were decoded, with 3 or 4 channels, and the value that means 1. */
interface RawPixels extends Size {
  readonly data: Uint8Array | Uint16Array;
  readonly channels: number;
  readonly white: number;
}

/**
 * Sends the pixels to sRGB at the depth they have in the file.
 *
 * sharp (0.35) takes 16-bit RGB with a colour profile to Display P3 and leaves it there unless an output
 * profile is named, but reads *un*profiled 16-bit RGB as P3 if one is. 8-bit pixels are never widened by
 * it: its widening multiplies by 256, so that white would no longer be 1.
 */
function toSrgb(image: Sharp, source: PictureSource, { usesProfile }: ColourRule): Sharp {
  const { depth, space } = source.header;
  if (depth === 'uchar') return image.toColourspace('srgb').raw();
  const wide = image.toColourspace('rgb16').raw({ depth: 'ushort' });
  return space === 'rgb16' && usesProfile ? wide.withIccProfile('srgb') : wide;
}

/** What white is stored as: AVIF's 10 and 12 bits come shifted up to 16, the low bits zero. */
function whiteOf(source: PictureSource): number {
  const { depth, format, bitsPerSample = 16 } = source.header;
  if (depth === 'uchar') return 255;
  if (format === 'heif' && bitsPerSample < 16) return (2 ** bitsPerSample - 1) * 2 ** (16 - bitsPerSample);
  return 65_535;
}

/** The size that sharp may shrink to on the way; undefined if `target` is not much smaller than the file. */
function preshrunk(natural: Size, target: Size): Size | undefined {
  const factor = Math.min(natural.width / target.width, natural.height / target.height);
  if (factor < 2 * PRESHRINK_MARGIN) return undefined;
  return { width: target.width * PRESHRINK_MARGIN, height: target.height * PRESHRINK_MARGIN };
}

async function decode(
  source: PictureSource,
  rule: ColourRule,
  target: Size,
  kernel: Kernel,
): Promise<RawPixels> {
  const { path, header, bytes } = source;
  if (header.depth !== 'uchar' && header.depth !== 'ushort') {
    rejectPicture(path, `expected 8 or 16 bits a channel, found ${header.depth}; save it with 16 bits`);
  }
  const image = sharp(bytes, {
    failOn: 'error',
    limitInputPixels: false,
    ignoreIcc: !rule.usesProfile,
  }).autoOrient();
  const smaller = preshrunk(source.size, target);
  if (smaller) {
    image.resize({ ...smaller, fit: 'fill', kernel: SHARP_KERNEL[kernel], fastShrinkOnLoad: false });
  }
  const { data, info } = await toSrgb(image, source, rule)
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) =>
      rejectPicture(path, `the picture is damaged or cut short (${firstLine(error)}); get it again`, error),
    );
  return {
    width: info.width,
    height: info.height,
    channels: info.channels,
    white: whiteOf(source),
    data: header.depth === 'uchar' ? data : new Uint16Array(data.buffer, data.byteOffset, data.length / 2),
  };
}

/** Splits colours and alpha, and takes the colours to sRGB; alpha that is opaque everywhere is dropped. */
function toPicture(raw: RawPixels, { space }: ColourRule): Picture {
  const { width, height, channels, data, white } = raw;
  const count = width * height;
  const pixels = new Float32Array(count * RGB);
  const alpha = new Float32Array(channels > RGB ? count : 0);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < RGB; c++) pixels[i * RGB + c] = data[i * channels + c]! / white;
    if (channels > RGB) alpha[i] = data[i * channels + RGB]! / white;
  }
  if (space) convertToSrgb(pixels, space);
  if (alpha.every((value) => value === 1)) return { width, height, pixels };
  fillTransparent(pixels, alpha);
  return { width, height, pixels, alpha };
}

/** Brings the overshoot of resampling back into 0..1, in place. */
function clamp01(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) values[i] = Math.min(1, Math.max(0, values[i]!));
}

/**
 * Reads a picture: PNG, JPEG, WebP, AVIF, TIFF or GIF, of an animation the first frame.
 *
 * It is turned as its EXIF orientation says, and taken to sRGB from its colour profile, CMYK, grey, or the colours that
 * AVIF and PNG name by numbers; HDR is toned down. 16-bit files keep their precision. It is resized on gamma-encoded values, see `resizePicture`.
 *
 * @param file its path, or the file if it is open already
 * @param sizeFor the size to read it at, given the size it has: `(size) => fitTo(size, 512)`; its own if left
 *   out
 * @param reporter is told of HDR, and of colours that could not be converted
 * @throws NstError NST_BAD_INPUT, naming the file: as `openPicture`, or for data that is cut short or damaged,
 *   for floating-point TIFF, and for a picture without a visible pixel
 */
export async function readPicture(
  file: string | PictureSource,
  sizeFor: (natural: Size) => Size = (natural) => natural,
  kernel: Kernel = 'lanczos3',
  reporter: Pick<Reporter, 'warn'> = SILENT,
): Promise<Picture> {
  const source = typeof file === 'string' ? await openPicture(file) : file;
  const size = sizeFor(source.size);
  const rule = colourRule(source.header, source.bytes);
  if (rule.warning !== undefined) reporter.warn(`${source.path}: ${rule.warning}`);
  const decoded = toPicture(await decode(source, rule, size, kernel), rule);
  const picture = sizeText(decoded) === sizeText(size) ? decoded : resizePicture(decoded, size, kernel);
  if (picture.alpha?.every((value) => value === 0)) {
    rejectPicture(source.path, 'expected something to see, found that every pixel is transparent');
  }
  clamp01(picture.pixels);
  return picture;
}
