/** GIF: a head, then blocks of extensions and images. */
import { joinBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';

const HEAD_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const IMAGE_BYTES = 10;

/** Bytes of a table of colours that packed flags tell of. */
function tableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** Where the blocks of data end that begin at a place. */
function endOfData(bytes: Uint8Array, from: number): number {
  let place = from;
  while (place < bytes.length && bytes[place] !== 0) place += 1 + bytes[place]!;
  return place + 1;
}

function split(bytes: Uint8Array): Chunk[] | undefined {
  if (Buffer.from(bytes.subarray(0, 4)).toString('latin1') !== 'GIF8') return undefined;
  let place = HEAD_BYTES + tableBytes(bytes[10] ?? 0);
  const chunks: Chunk[] = [{ kind: 'head', data: bytes.subarray(0, place) }];
  while (bytes[place] === EXTENSION || bytes[place] === IMAGE) {
    const isImage = bytes[place] === IMAGE;
    const flags = bytes[place + IMAGE_BYTES - 1] ?? 0;
    const data = place + (isImage ? IMAGE_BYTES + tableBytes(flags) + 1 : 2);
    const end = endOfData(bytes, data);
    chunks.push({ kind: isImage ? 'image' : 'extension', data: bytes.subarray(place, end) });
    place = end;
  }
  chunks.push({ kind: 'end', data: bytes.subarray(place) });
  return chunks;
}

/** How it is taken apart and put together. */
export const GIF: ChunkFormat = {
  split,
  join: (chunks) => joinBytes(...chunks.map(({ data }) => data)),
};

/** Changes a GIF. */
export const mutateGif = chunkMutator(GIF);
