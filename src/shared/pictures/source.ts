import type { Metadata } from 'sharp';
import { messageOf, NstError } from '../errors.js';
import { type InputRules, readInputFile } from '../inputFile.js';
import { adviceFor, unreadableKind } from './fileKind.js';
import type { Size } from './picture.js';
import { sharp } from './sharp.js';

/** No camera makes longer sides; a file that claims more is damaged, or no photograph. */
const MAX_SIDE_PX = 65_535;
/** 2^28: any camera's picture passes, and a few compressed bytes cannot claim all memory. */
const MAX_PIXELS = 268_435_456;
/** Compressed pictures within MAX_PIXELS are smaller. */
const MAX_FILE_BYTES = 1_073_741_824;

/** What sharp calls the formats that hold pixels; vectors (SVG, PDF) have no size of their own. */
const PIXEL_FORMATS: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp', 'heif', 'tiff', 'gif']);
const READABLE = 'a picture (PNG, JPEG, WebP, AVIF, TIFF or GIF)';
const RULES: InputRules = { expected: READABLE, maxBytes: MAX_FILE_BYTES };

/** A picture file in memory, as it was read, and what messages call it. */
export interface PictureFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A picture file in memory, with its header read and found sound. */
export interface PictureSource {
  readonly path: string;
  readonly bytes: Buffer;
  readonly header: Metadata;
  /** Of the picture as it is shown: the EXIF orientation is applied. */
  readonly size: Size;
}

/** Throws an NST_BAD_INPUT about a picture file. */
export function rejectPicture(path: string, problem: string, cause?: unknown): never {
  throw new NstError('NST_BAD_INPUT', `${path}: ${problem}`, { cause });
}

/** sharp's messages have several lines; the first one says it. */
export function firstLine(error: unknown): string {
  return (messageOf(error).split('\n')[0] ?? '').trim();
}

/**
 * The bytes of a picture file, not looked at yet.
 *
 * @throws NstError NST_BAD_INPUT for a file that is missing, a folder or pipe, unreadable, empty, or larger than 1 GiB
 */
export async function readPictureBytes(path: string): Promise<Buffer> {
  return readInputFile(path, RULES);
}

/** How files of the readable formats begin, and after how many bytes. */
const SIGNATURES: readonly (readonly [offset: number, start: string])[] = [
  [0, '\x89PNG'],
  [0, '\xff\xd8\xff'],
  [0, 'RIFF'],
  [0, 'GIF8'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [4, 'ftyp'],
];

/** What a file that sharp will not open is: a broken picture, text (a saved error page, often), or neither. */
function describeUnknown(bytes: Buffer): string {
  const head = bytes.subarray(0, 512);
  const start = head.toString('latin1');
  if (SIGNATURES.some(([offset, signature]) => start.startsWith(signature, offset))) {
    return 'one that is damaged or cut short; get it again';
  }
  const isText = head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
  return isText ? 'text; check what this file is' : 'data of another kind; check what this file is';
}

async function readHeader(path: string, bytes: Buffer): Promise<Metadata> {
  const kind = unreadableKind(bytes);
  if (kind !== undefined) {
    rejectPicture(path, `expected ${READABLE}, found ${kind}; ${adviceFor(kind)}`);
  }
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      return rejectPicture(path, `expected ${READABLE}, found ${describeUnknown(bytes)}`, error);
    });
  if (!PIXEL_FORMATS.has(header.format)) {
    rejectPicture(path, `expected ${READABLE}, found ${header.format.toUpperCase()}; save it as PNG first`);
  }
  return header;
}

function checkSize(path: string, size: Size): void {
  const { width, height } = size;
  if (Math.max(width, height) > MAX_SIDE_PX) {
    const limit = `expected sides of at most ${MAX_SIDE_PX} px`;
    rejectPicture(path, `${limit}, found ${width}x${height}; make the picture smaller first`);
  }
  if (width * height > MAX_PIXELS) {
    const megapixels = Math.round((width * height) / 1e6);
    const limit = `expected at most ${Math.round(MAX_PIXELS / 1e6)} megapixels`;
    rejectPicture(path, `${limit}, found ${megapixels} (${width}x${height}); make the picture smaller first`);
  }
}

/**
 * Reads a picture file and checks its header; no pixel is decoded yet.
 *
 * The bytes go through memory and not by name into libvips, which would read options out of names with
 * square brackets, and would serve a file that has changed since from its cache.
 *
 * @throws NstError NST_BAD_INPUT for a file that is missing, a folder or pipe, unreadable, empty, of another
 *   kind, or larger than 65,535 px a side or 268 megapixels
 */
export async function openPicture(file: string | PictureFile): Promise<PictureSource> {
  const isPath = typeof file === 'string';
  const path = isPath ? file : file.name;
  const bytes = isPath ? await readPictureBytes(file) : file.bytes;
  const header = await readHeader(path, bytes);
  const size: Size = header.autoOrient;
  checkSize(path, size);
  return { path, bytes, header, size };
}
