import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';
import { messageOf, NstError } from '../errors.js';
import { parseOutsideJson } from '../outsideJson.js';
import { shownText } from '../shownValue.js';
import { readSafetensors } from '../weights/safetensors.js';
import { parseSafetensorsHeader } from '../weights/safetensorsHeader.js';
import type { Weights } from '../weights/tensors.js';
import { checksumOf, type SavedContent, type SavedKind } from './savedFile.js';

type Metadata = Readonly<Record<string, string>>;

/** How a compressed file begins. */
const GZIP = [0x1f, 0x8b] as const;

/**
 * Reads what `encodeSaved` wrote.
 *
 * @param name what messages call the file
 * @param schema of its facts
 * @throws NstError NST_BAD_INPUT if it is something else, of another version, cut short, changed, or its facts are not what is
 *   expected; the arrays are the caller's to check
 */
export function decodeSaved<Facts>(
  kind: SavedKind,
  bytes: Uint8Array,
  name: string,
  schema: z.ZodType<Facts>,
): SavedContent<Facts> {
  const { metadata, tensors } = open(kind, bytes, name);
  checkWhole(kind, metadata, tensors, name);
  const origin = { name, part: 'facts', code: 'NST_BAD_INPUT', advice: kind.advice } as const;
  return { facts: parseOutsideJson(metadata.facts ?? '', schema, origin), tensors };
}

function open(kind: SavedKind, bytes: Uint8Array, name: string): { metadata: Metadata; tensors: Weights } {
  const { title, advice } = kind;
  try {
    const file = unpacked(kind, bytes);
    const { metadata } = parseSafetensorsHeader(file, name);
    return { metadata: Object.fromEntries(metadata), tensors: readSafetensors(file, name) };
  } catch (error) {
    const reason = messageOf(error)
      .replace(`${name}: `, '')
      .replace(/^broken safetensors file: /, '');
    const problem = `expected a ${title}, found a damaged file or another one (${reason}); ${advice}`;
    throw new NstError('NST_BAD_INPUT', `${name}: ${problem}`, { cause: error });
  }
}

function unpacked({ isCompressed, maxBytes }: SavedKind, bytes: Uint8Array): Uint8Array {
  const isGzip = GZIP.every((byte, i) => bytes[i] === byte);
  // A copy of its own, in which numbers of four bytes lie where they must.
  return isCompressed && isGzip ? Uint8Array.from(gunzipSync(bytes, { maxOutputLength: maxBytes })) : bytes;
}

function checkWhole(
  { format, version, title, advice }: SavedKind,
  metadata: Metadata,
  tensors: Weights,
  name: string,
): void {
  const { checksum, ...others } = metadata;
  if (others.format !== format)
    reject(name, `expected a ${title}, found another safetensors file; ${advice}`);
  if (others.version !== version) {
    const shownVersion = others.version === undefined ? 'none' : shownText(others.version);
    reject(name, `expected version ${version} of a ${title}, found ${shownVersion}; ${advice}`);
  }
  if (checksum === checksumOf(tensors, others)) return;
  reject(name, `the ${title} is damaged (its checksum is another); ${advice}`);
}

function reject(name: string, problem: string): never {
  throw new NstError('NST_BAD_INPUT', `${name}: ${problem}`);
}
