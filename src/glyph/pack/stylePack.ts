/**
 * A style in one file, read and made ready: the next word looks the same, and costs less.
 *
 *     "NSTGLYPH", version (uint32), length of the header (uint32), all little-endian
 *     header: JSON, see `PackHeader`
 *     zlib: the example, [height, width, 4] float32 multiplied by alpha, then its shape, [height, width] float32, in four
 *       planes of bytes, which are alike and so become small
 *     SHA-256 of everything before
 */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
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

/** Where transparency comes from: the picture's own, taken off its ground, or none. */
type AlphaModel = 'own' | 'keyed' | 'opaque';

/** What a pack says before its pixels. Nothing of where the style came from: packs are passed on. */
export interface PackHeader {
  readonly width: number;
  readonly height: number;
  readonly shapeOrigin: ShapeOrigin;
  readonly alpha: AlphaModel;
  readonly seed: number;
  readonly direction: Direction;
}

/** How a pack begins. */
export const PACK_MAGIC: Uint8Array = Buffer.from('NSTGLYPH', 'latin1');
/** Goes up when an old reader would misread a new pack. */
export const PACK_VERSION = 1;
/** Magic, version and length of the header. */
export const PREFIX_BYTES = PACK_MAGIC.length + 8;
/** Of a float32: number of the planes. */
export const FLOAT_BYTES = 4;

/** All first bytes, then all second ones, and so on. */
function toPlanes(bytes: Uint8Array): Uint8Array {
  const count = bytes.length / FLOAT_BYTES;
  return bytes.map((_, i) => bytes[(i % count) * FLOAT_BYTES + Math.floor(i / count)]!);
}

/** SHA-256, 32 bytes. */
export const digestOf = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

function alphaModel({ shapeOrigin, picture }: Style): AlphaModel {
  if (shapeOrigin === 'alpha') return 'own';
  const isOpaque = picture.rgba.every((value, i) => i % RGBA !== RGBA - 1 || value === 1);
  return isOpaque ? 'opaque' : 'keyed';
}

/** The bytes of a style pack. */
export function encodePack({ style, seed, direction }: StylePack): Uint8Array {
  const { picture, shape, shapeOrigin } = style;
  const { width, height } = picture;
  const header: PackHeader = { width, height, shapeOrigin, alpha: alphaModel(style), seed, direction };
  const values = new Float32Array(picture.rgba.length + (shape?.data.length ?? 0));
  values.set(picture.rgba);
  if (shape) values.set(shape.data, picture.rgba.length);
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32LE(PACK_VERSION, 0);
  numbers.writeUInt32LE(json.length, 4);
  const body = deflateSync(toPlanes(new Uint8Array(values.buffer)));
  const content = Buffer.concat([PACK_MAGIC, numbers, json, body]);
  return Buffer.concat([content, digestOf(content)]);
}
