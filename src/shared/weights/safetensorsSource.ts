/** Single tensors out of a safetensors file that is not read as a whole. */
import type { FileHandle } from 'node:fs/promises';
import { NstError } from '../errors.js';
import { withInputFile } from '../inputFile.js';
import { tensorDecoder } from './safetensors.js';
import { LENGTH_BYTES } from './safetensorsFormat.js';
import {
  parseSafetensorsHeader,
  type SafetensorsHeader,
  safetensorsDataOffset,
} from './safetensorsHeader.js';
import type { Weights } from './tensors.js';

/** Gives the bytes [begin, end) of a file. */
export type ReadBytes = (begin: number, end: number) => Promise<Uint8Array>;

/**
 * Reads tensors through a function that gives bytes.
 *
 * @param header of the file
 * @param only the tensors to read
 * @param read gives bytes by their place in the file
 * @param name what to call the file in errors
 * @throws NST_MODEL_BROKEN when a tensor's dtype is none of F32, F16, BF16, scaled U8
 */
export async function readTensors(
  header: SafetensorsHeader,
  only: ReadonlySet<string>,
  read: ReadBytes,
  name: string,
): Promise<Weights> {
  const decode = tensorDecoder(header, name);
  const weights = new Map();
  for (const entry of header.entries) {
    if (only.has(entry.name)) weights.set(entry.name, decode(entry, await read(entry.begin, entry.end)));
  }
  return weights;
}

/**
 * Reads a header through a function that gives bytes.
 *
 * @throws NST_MODEL_BROKEN when it is damaged
 */
export async function readHeader(
  read: ReadBytes,
  fileBytes: number,
  name: string,
): Promise<SafetensorsHeader> {
  const length = await read(0, Math.min(LENGTH_BYTES, fileBytes));
  const dataOffset = safetensorsDataOffset(length, name, fileBytes);
  return parseSafetensorsHeader(await read(0, dataOffset), name, fileBytes);
}

/** Opens a safetensors file on disk for the time that `use` takes. */
export async function withSafetensorsFile<T>(
  path: string,
  use: (header: SafetensorsHeader, read: ReadBytes) => Promise<T> | T,
): Promise<T> {
  // Read by pieces, so that it may be of any size.
  const rules = { expected: 'a safetensors file', maxBytes: Number.POSITIVE_INFINITY };
  return withInputFile(path, rules, async ({ handle, sizeBytes }) => {
    const read = fileReader(handle, path);
    return use(await readHeader(read, sizeBytes, path), read);
  });
}

/** Bytes of an open file; a file that has become shorter is NST_MODEL_BROKEN. */
export function fileReader(handle: FileHandle, name: string): ReadBytes {
  return async (begin, end) => {
    const bytes = new Uint8Array(end - begin);
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, begin + done);
      if (bytesRead === 0) throw new NstError('NST_MODEL_BROKEN', `${name}: cut off at byte ${begin + done}`);
      done += bytesRead;
    }
    return bytes;
  };
}
