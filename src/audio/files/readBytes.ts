import { readFile, stat } from 'node:fs/promises';
import { messageOf, NstError } from '../../shared/errors.js';

/** The largest file that Node reads in one piece. */
const MAXIMUM_BYTES = 2 ** 31 - 1;

/**
 * Reads a file as it is.
 *
 * @param kind what is expected in it, for the message about an empty one
 * @throws NstError NST_BAD_INPUT: one line that names the file
 */
export async function readBytes(path: string, kind: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size === 0) throw new NstError('NST_BAD_INPUT', `${path}: expected ${kind}, found an empty file`);
    if (size > MAXIMUM_BYTES) {
      throw new NstError('NST_BAD_INPUT', `${path}: the file is larger than 2 GiB; cut it into pieces`);
    }
    return await readFile(path);
  } catch (error) {
    throw error instanceof NstError ? error : unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): NstError {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const reasons: Record<string, string> = {
    ENOENT: 'no such file',
    EISDIR: 'this is a folder; give the name of a file',
    EACCES: 'no permission to read it',
  };
  return new NstError('NST_BAD_INPUT', `${path}: ${reasons[String(code)] ?? messageOf(error)}`);
}
