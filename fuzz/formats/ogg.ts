/** Ogg: pages with a checksum each (RFC 3533). */
import { joinBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';

const HEADER_BYTES = 27;
const CHECKSUM_OFFSET = 22;
const POLYNOMIAL = 0x04c11db7;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ POLYNOMIAL : value << 1;
  return value >>> 0;
});

/** CRC-32 as Ogg has it: not reflected, from 0. */
export function oggChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) ^ TABLE[((sum >>> 24) ^ byte) & 0xff]!) >>> 0;
  return sum;
}

function isPage(bytes: Uint8Array, place: number): boolean {
  return Buffer.from(bytes.subarray(place, place + 4)).equals(Buffer.from('OggS'));
}

function pageEnd(bytes: Uint8Array, place: number): number {
  const segments = bytes[place + 26] ?? 0;
  const lengths = bytes.subarray(place + HEADER_BYTES, place + HEADER_BYTES + segments);
  return place + HEADER_BYTES + segments + lengths.reduce((sum, length) => sum + length, 0);
}

/** Whole pages: their heads are changed like any bytes, and the checksum is made to fit. */
function split(bytes: Uint8Array): Chunk[] | undefined {
  if (!isPage(bytes, 0)) return undefined;
  const chunks: Chunk[] = [];
  for (let place = 0; place < bytes.length && isPage(bytes, place); ) {
    const end = pageEnd(bytes, place);
    chunks.push({ kind: 'page', data: bytes.subarray(place, end) });
    place = end;
  }
  return chunks;
}

function withChecksum({ data }: Chunk): Uint8Array {
  if (data.length < HEADER_BYTES) return data;
  const page = new Uint8Array(data);
  const view = new DataView(page.buffer);
  view.setUint32(CHECKSUM_OFFSET, 0);
  view.setUint32(CHECKSUM_OFFSET, oggChecksum(page), true);
  return page;
}

/** How it is taken apart and put together. */
export const OGG: ChunkFormat = {
  split,
  join: (chunks) => joinBytes(...chunks.map(withChecksum)),
};

/** Changes an Ogg file. */
export const mutateOgg = chunkMutator(OGG);
