/** RIFF: WAV files (also RIFX, in the other order of bytes, and RF64) and WebP. */
import { joinBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';

const FORMS: ReadonlySet<string> = new Set(['RIFF', 'RIFX', 'RF64']);
/** The first chunk stands for the head: its kind is RIFF, its data are the form. */
const HEAD_BYTES = 12;

function split(bytes: Uint8Array): Chunk[] | undefined {
  const file = Buffer.from(bytes);
  const magic = file.toString('latin1', 0, 4);
  if (!FORMS.has(magic) || file.length < HEAD_BYTES) return undefined;
  const sizeAt = (place: number) => (magic === 'RIFX' ? file.readUInt32BE(place) : file.readUInt32LE(place));
  const size = sizeAt(4);
  const sizeLies = size !== file.length - 8 ? { claimed: size } : {};
  const chunks: Chunk[] = [{ kind: magic, data: file.subarray(8, HEAD_BYTES), ...sizeLies }];
  for (let place = HEAD_BYTES; place + 8 <= file.length; ) {
    const length = sizeAt(place + 4);
    const data = file.subarray(place + 8, place + 8 + length);
    const lies = length !== data.length ? { claimed: length } : {};
    chunks.push({ kind: file.toString('latin1', place, place + 4), data, ...lies });
    place += 8 + length + (length % 2);
  }
  return chunks;
}

function sized(kind: string, length: number, isBig: boolean): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(kind, 'latin1');
  if (isBig) head.writeUInt32BE((length % 2 ** 32) >>> 0, 4);
  else head.writeUInt32LE((length % 2 ** 32) >>> 0, 4);
  return head;
}

function join(chunks: readonly Chunk[]): Uint8Array {
  const heads = chunks.filter(({ kind }) => FORMS.has(kind));
  const head: Chunk = heads[0] ?? { kind: 'RIFF', data: Buffer.from('WAVE') };
  const isBig = head.kind === 'RIFX';
  const parts = chunks
    .filter((chunk) => chunk !== head)
    .map(({ kind, data, claimed = data.length }) =>
      joinBytes(sized(kind, claimed, isBig), data, new Uint8Array(data.length % 2)),
    );
  const body = joinBytes(head.data, ...parts);
  return joinBytes(sized(head.kind, head.claimed ?? body.length, isBig), body);
}

/** How it is taken apart and put together. */
export const RIFF: ChunkFormat = { split, join };

/** Changes a RIFF file. */
export const mutateRiff = chunkMutator(RIFF);
