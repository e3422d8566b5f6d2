/** Fonts: tables, with a new directory for them. */
import { joinBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';

const HEAD_BYTES = 12;
const RECORD_BYTES = 16;
const COLLECTION = 0x74746366;
const COLLECTION_BYTES = 16;
const VERSION_KIND = 'version';

/** The first chunk stands for the kind of font. */
function split(bytes: Uint8Array): Chunk[] | undefined {
  if (bytes.length < HEAD_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) === COLLECTION) return undefined;
  const count = view.getUint16(4);
  if (HEAD_BYTES + count * RECORD_BYTES > bytes.length) return undefined;
  const chunks: Chunk[] = [{ kind: VERSION_KIND, data: bytes.subarray(0, 4) }];
  for (let i = 0; i < count; i++) {
    const record = HEAD_BYTES + i * RECORD_BYTES;
    const offset = view.getUint32(record + 8);
    const data = bytes.subarray(offset, offset + view.getUint32(record + 12));
    chunks.push({ kind: Buffer.from(bytes.subarray(record, record + 4)).toString('latin1'), data });
  }
  return chunks;
}

function join(chunks: readonly Chunk[]): Uint8Array {
  const version = chunks.find(({ kind }) => kind === VERSION_KIND);
  const tables = chunks.filter(({ kind }) => kind !== VERSION_KIND);
  const head = Buffer.alloc(HEAD_BYTES + tables.length * RECORD_BYTES);
  head.set((version?.data ?? Uint8Array.of(0, 1, 0, 0)).subarray(0, 4));
  head.writeUInt16BE(tables.length & 0xffff, 4);
  let offset = head.length;
  const padded = tables.map(({ kind, data, claimed = data.length }, i) => {
    const record = HEAD_BYTES + i * RECORD_BYTES;
    head.write(kind.slice(0, 4), record, 'latin1');
    head.writeUInt32BE(offset, record + 8);
    head.writeUInt32BE((claimed % 2 ** 32) >>> 0, record + 12);
    const padding = new Uint8Array((4 - (data.length % 4)) % 4);
    offset += data.length + padding.length;
    return joinBytes(data, padding);
  });
  return joinBytes(head, ...padded);
}

/** How it is taken apart and put together. */
export const SFNT: ChunkFormat = { split, join };

/** Changes a font. */
export const mutateSfnt = chunkMutator(SFNT);

/** A collection with this font as its only face. */
export function collectionOf(font: Uint8Array): Uint8Array {
  const head = Buffer.alloc(COLLECTION_BYTES);
  head.writeUInt32BE(COLLECTION, 0);
  head.writeUInt32BE(0x0001_0000, 4);
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(COLLECTION_BYTES, 12);
  const moved = Buffer.from(joinBytes(head, font));
  for (let i = 0; i < moved.readUInt16BE(COLLECTION_BYTES + 4); i++) {
    const offset = COLLECTION_BYTES + HEAD_BYTES + i * RECORD_BYTES + 8;
    moved.writeUInt32BE(moved.readUInt32BE(offset) + COLLECTION_BYTES, offset);
  }
  return new Uint8Array(moved);
}
