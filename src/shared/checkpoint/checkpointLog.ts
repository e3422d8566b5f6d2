/**
 * The file of a checkpoint: records one behind the other, each with its length and SHA-256. What is added is only ever added at
 * the end, so a process that dies while it writes leaves all earlier records as they were.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { fillAtomically, writeProblem } from '../atomicFile.js';
import { NstError } from '../errors.js';

/** How such a file begins. The number goes up when an old file would be misread. */
const MAGIC = 'nst checkpoint';
const VERSION = 1;
const HEAD = Buffer.from(`${MAGIC} ${VERSION}\n`);
const LENGTH_BYTES = 8;
const DIGEST_BYTES = 32;

/** Bytes of a record in the file. */
export const recordBytes = (record: Uint8Array): number => LENGTH_BYTES + DIGEST_BYTES + record.length;

/** The whole records of a file. */
export interface CheckpointRecords {
  readonly records: readonly Uint8Array[];
  /** Where the last one ends. */
  readonly endBytes: number;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/**
 * Reads a file; what stands behind the last whole record, of a process that died while it wrote, is left out.
 *
 * @returns undefined if there is no file
 * @throws NstError NST_BAD_INPUT for anything that is no checkpoint of this version
 */
export async function readLog(path: string): Promise<CheckpointRecords | undefined> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new NstError(
      'NST_BAD_INPUT',
      `${path}: cannot be read (${error.message}); name another checkpoint`,
    );
  });
  if (!handle) return undefined;
  try {
    const info = await handle.stat();
    if (!info.isFile()) reject(path, 'something else');
    checkHead(path, await bytesOf(handle, 0, Math.min(info.size, HEAD.length + 8)));
    const records: Uint8Array[] = [];
    let endBytes = HEAD.length;
    for (;;) {
      const record = await recordBehind(handle, endBytes, info.size);
      if (!record && records.length === 0) reject(path, 'a damaged one');
      if (!record) return { records, endBytes };
      records.push(record);
      endBytes += recordBytes(record);
    }
  } finally {
    await handle.close();
  }
}

function reject(path: string, content: string): never {
  const advice = 'remove it to begin anew, or name another file';
  throw new NstError(
    'NST_BAD_INPUT',
    `${path}: expected a checkpoint of this version, found ${content}; ${advice}`,
  );
}

function checkHead(path: string, bytes: Uint8Array): void {
  const begin = Buffer.from(bytes);
  if (begin.subarray(0, HEAD.length).equals(HEAD)) return;
  const [, version] = new RegExp(`^${MAGIC} (\\d+)`).exec(begin.toString('latin1')) ?? [];
  reject(path, version === undefined ? 'another file' : `one of version ${version}`);
}

async function bytesOf(handle: FileHandle, from: number, length: number): Promise<Uint8Array> {
  // A buffer of its own, so that arrays in it begin where they must.
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    // One read takes 2 GiB at most.
    const { bytesRead } = await handle.read(bytes, done, Math.min(length - done, 2 ** 30), from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

/** The record that begins there; undefined if there is none that is whole. */
async function recordBehind(
  handle: FileHandle,
  from: number,
  sizeBytes: number,
): Promise<Uint8Array | undefined> {
  const begin = from + LENGTH_BYTES + DIGEST_BYTES;
  if (begin > sizeBytes) return undefined;
  const head = Buffer.from(await bytesOf(handle, from, LENGTH_BYTES + DIGEST_BYTES));
  const length = Number(head.readBigUInt64LE(0));
  if (length > sizeBytes - begin) return undefined;
  const record = await bytesOf(handle, begin, length);
  return sha256(record).equals(head.subarray(LENGTH_BYTES)) ? record : undefined;
}

async function write(handle: FileHandle, record: Uint8Array, position: number): Promise<number> {
  const head = Buffer.alloc(LENGTH_BYTES);
  head.writeBigUInt64LE(BigInt(record.length));
  let end = position;
  for (const part of [head, sha256(record), record]) {
    let done = 0;
    while (done < part.length) {
      const { bytesWritten } = await handle.write(
        part,
        done,
        Math.min(part.length - done, 2 ** 30),
        end + done,
      );
      done += bytesWritten;
    }
    end += part.length;
  }
  return end;
}

/** Writes a file of some records, whole or not at all. @returns where the last one ends @throws NstError NST_BAD_OUTPUT */
export async function writeLog(path: string, records: Iterable<Uint8Array>): Promise<number> {
  let end = HEAD.length;
  await fillAtomically(path, async (handle) => {
    await handle.write(HEAD, 0, HEAD.length, 0);
    for (const record of records) end = await write(handle, record, end);
  });
  return end;
}

/**
 * Adds records.
 *
 * @param endBytes where the last whole record ends: what stands behind it is overwritten
 * @returns where the last one ends now
 * @throws NstError NST_BAD_OUTPUT; the records before stay as they are
 */
export async function addToLog(
  path: string,
  endBytes: number,
  records: readonly Uint8Array[],
): Promise<number> {
  try {
    const handle = await open(path, 'r+');
    try {
      await handle.truncate(endBytes);
      let end = endBytes;
      for (const record of records) end = await write(handle, record, end);
      await handle.sync();
      return end;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const problem = `${path}: cannot be written: ${writeProblem(error)}`;
    throw new NstError('NST_BAD_OUTPUT', problem, { cause: error });
  }
}
