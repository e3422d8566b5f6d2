/** FLAC: blocks of metadata, then frames, which are one chunk here. */
import { joinBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';

const MAGIC = Buffer.from('fLaC');
const LAST = 0x80;
const FRAMES = 'frames';

function split(bytes: Uint8Array): Chunk[] | undefined {
  if (!Buffer.from(bytes.subarray(0, 4)).equals(MAGIC)) return undefined;
  const chunks: Chunk[] = [];
  let place = MAGIC.length;
  for (let isLast = false; !isLast && place + 4 <= bytes.length; ) {
    const [head = 0, high = 0, middle = 0, low = 0] = bytes.subarray(place, place + 4);
    const end = place + 4 + high * 0x1_0000 + middle * 0x100 + low;
    chunks.push({ kind: String(head & 0x7f), data: bytes.subarray(place + 4, end) });
    isLast = (head & LAST) !== 0;
    place = end;
  }
  chunks.push({ kind: FRAMES, data: bytes.subarray(place) });
  return chunks;
}

function block({ kind, data, claimed = data.length }: Chunk, isLast: boolean): Uint8Array {
  if (kind === FRAMES) return data;
  const head = Buffer.alloc(4);
  head.writeUInt32BE(claimed % 2 ** 24);
  head[0] = (isLast ? LAST : 0) | Number(kind);
  return joinBytes(head, data);
}

function join(chunks: readonly Chunk[]): Uint8Array {
  const last = chunks.findLastIndex(({ kind }) => kind !== FRAMES);
  return joinBytes(MAGIC, ...chunks.map((chunk, i) => block(chunk, i === last)));
}

/** How it is taken apart and put together. */
export const FLAC: ChunkFormat = { split, join };

/** Changes a FLAC file. */
export const mutateFlac = chunkMutator(FLAC);
