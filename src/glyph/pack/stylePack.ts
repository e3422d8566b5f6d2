/**
 * A style in one file, read and made ready: the next word looks the same, and costs less.
 *
 *     "NSTGLYPH", version (uint32), length of the header (uint32), all little-endian
 *     header: JSON, see `Header`
 *     zlib: the example, [height, width, 4] float32 multiplied by alpha, then its shape, [height, width] float32, in four
 *       planes of bytes, which are alike and so become small
 *     SHA-256 of everything before
 */
import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { NstError } from '../../shared/errors.js';
import { RGBA } from '../grid.js';
import type { ShapeOrigin, Style } from '../style/readStyle.js';
import type { Direction } from '../synthesis.js';

/** How names of style packs end. */
export const PACK_ENDING = '.nstglyph';

/** A style, and what it is to be used with unless something else is asked for. */
export interface StylePack {
  readonly style: Style;
  readonly seed: number;
  readonly direction: Direction;
}

/** Where transparency comes from: the picture's own, taken off a plain background, or none. */
type AlphaModel = 'own' | 'keyed' | 'opaque';

interface Header {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly shapeOrigin: ShapeOrigin;
  readonly alpha: AlphaModel;
  readonly seed: number;
  readonly direction: Direction;
}

const MAGIC = Buffer.from('NSTGLYPH', 'latin1');
const VERSION = 1;
const PREFIX_BYTES = MAGIC.length + 8;
const DIGEST_BYTES = 32;
const FLOAT_BYTES = 4;
const MAX_SIDE_PX = 4096;
const ORIGINS: readonly ShapeOrigin[] = ['mask', 'alpha', 'found', 'none'];

/** All first bytes, then all second ones, and so on. */
function toPlanes(bytes: Uint8Array): Uint8Array {
  const count = bytes.length / FLOAT_BYTES;
  return bytes.map((_, i) => bytes[(i % count) * FLOAT_BYTES + Math.floor(i / count)] as number);
}

/** The inverse of `toPlanes`. */
function fromPlanes(planes: Uint8Array): Uint8Array {
  const count = planes.length / FLOAT_BYTES;
  return planes.map((_, i) => planes[(i % FLOAT_BYTES) * count + Math.floor(i / FLOAT_BYTES)] as number);
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

function alphaModel({ shapeOrigin, picture }: Style): AlphaModel {
  if (shapeOrigin === 'alpha') return 'own';
  const isOpaque = picture.rgba.every((value, i) => i % RGBA !== RGBA - 1 || value === 1);
  return isOpaque ? 'opaque' : 'keyed';
}

/** The bytes of a style pack. */
export function encodePack({ style, seed, direction }: StylePack): Uint8Array {
  const { name, picture, shape, shapeOrigin } = style;
  const { width, height } = picture;
  const header: Header = { name, width, height, shapeOrigin, alpha: alphaModel(style), seed, direction };
  const values = new Float32Array(picture.rgba.length + (shape?.data.length ?? 0));
  values.set(picture.rgba);
  if (shape) values.set(shape.data, picture.rgba.length);
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32LE(VERSION, 0);
  numbers.writeUInt32LE(json.length, 4);
  const body = deflateSync(toPlanes(new Uint8Array(values.buffer)));
  const content = Buffer.concat([MAGIC, numbers, json, body]);
  return Buffer.concat([content, digestOf(content)]);
}

function reject(path: string, problem: string, cause?: unknown): never {
  throw new NstError('NST_BAD_INPUT', `${path}: ${problem}`, { cause });
}

const rejectDamaged = (path: string, cause?: unknown) =>
  reject(path, 'the style pack is damaged or cut short; make it again with "nst glyph style"', cause);

/** Checks what surrounds the content, and that it is whole. */
function contentOf(path: string, bytes: Buffer): Buffer {
  if (bytes.length < PREFIX_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    reject(path, 'expected a style pack, found another kind of file; make one with "nst glyph style"');
  }
  const version = bytes.readUInt32LE(MAGIC.length);
  if (version !== VERSION) {
    const expected = `expected a style pack of version ${VERSION}, found version ${version}`;
    reject(path, `${expected}; make it again with "nst glyph style"`);
  }
  const content = bytes.subarray(0, bytes.length - DIGEST_BYTES);
  if (!digestOf(content).equals(bytes.subarray(content.length))) rejectDamaged(path);
  return content;
}

const isSide = (value: unknown) =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_SIDE_PX;
const isDirection = (value: unknown) =>
  value === 'auto' ||
  value === 'up' ||
  value === 'none' ||
  (typeof value === 'number' && Number.isFinite(value));

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false;
  const { name, width, height, shapeOrigin, seed, direction } = value as Partial<
    Record<keyof Header, unknown>
  >;
  const isKnown = ORIGINS.some((origin) => origin === shapeOrigin);
  return (
    typeof name === 'string' &&
    isSide(width) &&
    isSide(height) &&
    isKnown &&
    Number.isSafeInteger(seed) &&
    isDirection(direction)
  );
}

function readHeader(path: string, content: Buffer): { header: Header; body: Buffer } {
  const end = PREFIX_BYTES + content.readUInt32LE(MAGIC.length + 4);
  try {
    const header: unknown = JSON.parse(content.subarray(PREFIX_BYTES, end).toString('utf8'));
    if (isHeader(header)) return { header, body: content.subarray(end) };
  } catch (error) {
    rejectDamaged(path, error);
  }
  return rejectDamaged(path);
}

function inflate(path: string, body: Buffer, count: number): Float32Array {
  const length = count * FLOAT_BYTES;
  try {
    const planes = inflateSync(body, { maxOutputLength: length });
    if (planes.length === length) return new Float32Array(fromPlanes(new Uint8Array(planes)).buffer);
  } catch (error) {
    rejectDamaged(path, error);
  }
  return rejectDamaged(path);
}

/**
 * Reads the bytes of a style pack.
 *
 * @param path for messages
 * @throws NstError NST_BAD_INPUT for another kind of file, another version, and whatever is damaged
 */
export function decodePack(path: string, bytes: Uint8Array): StylePack {
  const content = contentOf(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const { header, body } = readHeader(path, content);
  const { name, width, height, shapeOrigin, seed, direction } = header;
  const pixels = width * height;
  const hasShape = shapeOrigin !== 'none';
  const values = inflate(path, body, pixels * (RGBA + (hasShape ? 1 : 0)));
  if (!values.every((value) => Math.abs(value) <= 2)) rejectDamaged(path);
  const picture = { width, height, rgba: values.slice(0, pixels * RGBA) };
  const shape = { width, height, data: values.slice(pixels * RGBA) };
  return { style: { name, picture, shapeOrigin, ...(hasShape && { shape }) }, seed, direction };
}
