import { readSync } from 'node:fs';

/**
 * Fills numbers from a place in a file; a read may give less than it was asked for.
 *
 * @returns how many bytes there were
 */
export function readAll(
  file: number,
  { buffer, byteOffset, byteLength }: Float32Array | Uint8Array,
  position: number,
): number {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(file, bytes, done, bytes.length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
