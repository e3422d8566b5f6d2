/** The parts that PNG files are made of (PNG specification, third edition: 5). */
import { crc32 } from 'node:zlib';

/** How every PNG file begins. */
export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length and name before what a chunk holds, checksum behind. */
const [HEAD_BYTES, CHECKSUM_BYTES] = [8, 4] as const;

/** A part of a PNG file. */
export interface PngChunk {
  readonly name: string;
  readonly data: Buffer;
}

/** A chunk as it stands in a file. */
export function pngChunk(name: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(HEAD_BYTES + data.length + CHECKSUM_BYTES);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(name, 4, 'latin1');
  chunk.set(data, HEAD_BYTES);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, HEAD_BYTES + data.length)), HEAD_BYTES + data.length);
  return chunk;
}

/** The chunks of a file; one that is cut short is left out. */
export function* pngChunks(bytes: Buffer): Generator<PngChunk, void, undefined> {
  if (!bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return;
  for (let start = PNG_SIGNATURE.length; start + HEAD_BYTES + CHECKSUM_BYTES <= bytes.length; ) {
    const length = bytes.readUInt32BE(start);
    const end = start + HEAD_BYTES + length;
    if (end + CHECKSUM_BYTES > bytes.length) return;
    const name = bytes.toString('latin1', start + 4, start + HEAD_BYTES);
    yield { name, data: bytes.subarray(start + HEAD_BYTES, end) };
    start = end + CHECKSUM_BYTES;
  }
}
