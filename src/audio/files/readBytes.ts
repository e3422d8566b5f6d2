import { MAX_WHOLE_BYTES, readInputFile } from '../../shared/inputFile.js';

/**
 * Reads a file as it is.
 *
 * @param kind what is expected in it, for messages
 * @throws NstError NST_BAD_INPUT: one line that names the file
 */
export async function readBytes(path: string, kind: string): Promise<Uint8Array> {
  return readInputFile(path, { expected: kind, maxBytes: MAX_WHOLE_BYTES, ifLarger: 'cut it into pieces' });
}
