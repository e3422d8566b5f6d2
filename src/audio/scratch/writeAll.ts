import { writeSync } from 'node:fs';

/** Writes numbers as they are in memory to a place in a file; a disk that is nearly full takes a part of what it is given. */
export function writeAll(
  file: number,
  { buffer, byteOffset, byteLength }: Float32Array | Uint8Array,
  position: number,
): void {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, position + done);
  }
}
