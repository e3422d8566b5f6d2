/** Colour profiles (ICC.1:2022): a header, then tags. */
import { joinBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';

const HEADER_BYTES = 128;
const ENTRY_BYTES = 12;
/** The first chunk stands for the header. */
const HEADER = 'header';
const SIGNATURE = { offset: 36, text: 'acsp' } as const;

function split(bytes: Uint8Array): Chunk[] | undefined {
  const profile = Buffer.from(bytes);
  if (profile.length < HEADER_BYTES + 4) return undefined;
  if (!profile.toString('latin1').startsWith(SIGNATURE.text, SIGNATURE.offset)) return undefined;
  const count = profile.readUInt32BE(HEADER_BYTES);
  const table = HEADER_BYTES + 4;
  if (table + count * ENTRY_BYTES > profile.length) return undefined;
  const tags = Array.from({ length: count }, (_, i): Chunk => {
    const entry = table + i * ENTRY_BYTES;
    const start = profile.readUInt32BE(entry + 4);
    const data = profile.subarray(start, start + profile.readUInt32BE(entry + 8));
    return { kind: profile.toString('latin1', entry, entry + 4), data };
  });
  return [{ kind: HEADER, data: profile.subarray(0, HEADER_BYTES) }, ...tags];
}

function join(chunks: readonly Chunk[]): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.set((chunks.find(({ kind }) => kind === HEADER)?.data ?? header).subarray(0, HEADER_BYTES));
  const tags = chunks.filter(({ kind }) => kind !== HEADER);
  const table = Buffer.alloc(4 + tags.length * ENTRY_BYTES);
  table.writeUInt32BE(tags.length);
  let offset = HEADER_BYTES + table.length;
  const padded = tags.map(({ kind, data, claimed = data.length }, i) => {
    table.write(kind, 4 + i * ENTRY_BYTES, 'latin1');
    table.writeUInt32BE(offset, 8 + i * ENTRY_BYTES);
    table.writeUInt32BE((claimed % 2 ** 32) >>> 0, 12 + i * ENTRY_BYTES);
    const padding = new Uint8Array((4 - (data.length % 4)) % 4);
    offset += data.length + padding.length;
    return joinBytes(data, padding);
  });
  header.writeUInt32BE((offset % 2 ** 32) >>> 0);
  return joinBytes(header, table, ...padded);
}

/** How it is taken apart and put together. */
export const ICC: ChunkFormat = { split, join };

/** Changes a profile. */
export const mutateIcc = chunkMutator(ICC);
