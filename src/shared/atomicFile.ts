import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ErrorCode, messageOf, NstError } from './errors.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room and run again',
  EDQUOT: 'the disk quota is used up; make room and run again',
  EACCES: 'no permission to write there; choose another place',
  EPERM: 'no permission to write there; choose another place',
  EROFS: 'the file system is read-only; choose another place',
  ENOENT: 'the folder does not exist; make it first',
  ENOTDIR: 'the folder does not exist; make it first',
  EISDIR: 'this is a folder; give the name of a file',
};

/**
 * Writes a file whole or not at all: to a temporary name beside it, then renamed over it. A reader never sees half a
 * file, and a failure leaves an older one as it was.
 *
 * @throws NstError NST_BAD_OUTPUT
 */
export async function writeAtomically(path: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    await writeFile(temporary, bytes, { flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw outputError(path, error);
  }
}

/** What to tell the user when `path` could not be written. */
function outputError(path: string, error: unknown): NstError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind: ErrorCode = 'NST_BAD_OUTPUT';
  return new NstError(kind, `${path}: cannot be written: ${REASONS[code] ?? messageOf(error)}`, {
    cause: error,
  });
}
