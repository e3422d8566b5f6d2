import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { NstError } from '../../shared/errors.js';
import { parseOutsideJson } from '../../shared/outsideJson.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { MAX_STYLE_SIDE_PX } from '../style/readStyle.js';
import {
  digestOf,
  FLOAT_BYTES,
  PACK_MAGIC,
  PACK_VERSION,
  type PackHeader,
  PREFIX_BYTES,
  type StylePack,
} from './stylePack.js';

const DIGEST_BYTES = 32;
/** A header has about a hundred bytes; older ones hold a path as well. */
const MAX_HEADER_BYTES = 65_536;
const ADVICE = 'make it again with "nst glyph style"';

const side = z.int().min(1).max(MAX_STYLE_SIDE_PX);

const HEADER: z.ZodType<PackHeader> = z.object({
  width: side,
  height: side,
  shapeOrigin: z.enum(['mask', 'alpha', 'found', 'none']),
  alpha: z.enum(['own', 'keyed', 'opaque']),
  seed: z.int().min(0),
  direction: z.union([z.enum(['auto', 'up', 'none']), z.number().min(-360).max(360)]),
});

/**
 * Reads the bytes of a style pack.
 *
 * @param path for messages
 * @throws NstError NST_BAD_INPUT for another kind of file, another version, and whatever is damaged
 */
export function decodePack(path: string, bytes: Uint8Array): StylePack {
  const content = contentOf(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const { header, body } = readHeader(path, content);
  const { width, height, shapeOrigin, seed, direction } = header;
  const pixels = width * height;
  const hasShape = shapeOrigin !== 'none';
  const values = inflate(path, body, pixels * (RGBA + (hasShape ? 1 : 0)));
  if (!values.every((value) => Math.abs(value) <= 2)) rejectDamaged(path);
  const picture = { width, height, rgba: values.slice(0, pixels * RGBA) };
  const shape = hasShape ? { width, height, data: values.slice(pixels * RGBA) } : undefined;
  return { style: { picture, shapeOrigin, shape }, seed, direction };
}

/** Checks what surrounds the content, and that it is whole. */
function contentOf(path: string, bytes: Buffer): Buffer {
  if (bytes.length < PREFIX_BYTES || !bytes.subarray(0, PACK_MAGIC.length).equals(PACK_MAGIC)) {
    reject(path, 'expected a style pack, found another kind of file; make one with "nst glyph style"');
  }
  const version = bytes.readUInt32LE(PACK_MAGIC.length);
  if (version !== PACK_VERSION) {
    reject(path, `expected a style pack of version ${PACK_VERSION}, found version ${version}; ${ADVICE}`);
  }
  const end = bytes.length - DIGEST_BYTES;
  if (end < PREFIX_BYTES) rejectDamaged(path);
  const content = bytes.subarray(0, end);
  if (!bytes.subarray(end).equals(digestOf(content))) rejectDamaged(path);
  return content;
}

function readHeader(path: string, content: Buffer): { header: PackHeader; body: Buffer } {
  const length = content.readUInt32LE(PACK_MAGIC.length + 4);
  const most = Math.min(MAX_HEADER_BYTES, content.length - PREFIX_BYTES);
  if (length > most) {
    reject(path, `expected a header of at most ${most} bytes, found a length of ${length}; ${ADVICE}`);
  }
  const end = PREFIX_BYTES + length;
  const origin = { name: path, part: 'header', code: 'NST_BAD_INPUT', advice: ADVICE } as const;
  const header = parseOutsideJson(content.subarray(PREFIX_BYTES, end), HEADER, origin);
  return { header, body: content.subarray(end) };
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

/** All bytes of the first number, then those of the second, from all first bytes, then all second ones, and so on. */
function fromPlanes(planes: Uint8Array): Uint8Array {
  const count = planes.length / FLOAT_BYTES;
  return planes.map((_, i) => planes[(i % FLOAT_BYTES) * count + Math.floor(i / FLOAT_BYTES)]!);
}

function reject(path: string, problem: string, cause?: unknown): never {
  throw new NstError('NST_BAD_INPUT', `${path}: ${problem}`, { cause });
}

function rejectDamaged(path: string, cause?: unknown): never {
  return reject(path, `the style pack is damaged or cut short; ${ADVICE}`, cause);
}
