/** PNG: chunks with a CRC each. The pixels are also changed behind their compression. */
import { crc32 } from 'node:zlib';
import { joinBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';
import type { Mutator } from '../mutate/mutator.js';
import { deflatedMutator, mutateDeflated } from './deflated.js';
import { mutateIcc } from './icc.js';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Length and kind before the data, CRC behind. */
const FRAME_BYTES = 12;

function split(bytes: Uint8Array): Chunk[] | undefined {
  const file = Buffer.from(bytes);
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  const chunks: Chunk[] = [];
  for (let place = SIGNATURE.length; place + FRAME_BYTES <= file.length; ) {
    const end = place + 8 + file.readUInt32BE(place);
    if (end + 4 > file.length) break;
    chunks.push({ kind: file.toString('latin1', place + 4, place + 8), data: file.subarray(place + 8, end) });
    place = end + 4;
  }
  return chunks;
}

function frame({ kind, data, claimed = data.length }: Chunk): Uint8Array {
  const body = joinBytes(Buffer.from(kind, 'latin1'), data);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE((claimed % 2 ** 32) >>> 0);
  check.writeUInt32BE(crc32(body));
  return joinBytes(length, body, check);
}

/** A profile: its name, a method, and itself, packed. */
const mutateProfile: Mutator = (bytes, context) => {
  const start = bytes.indexOf(0) + 2;
  const changed = deflatedMutator(mutateIcc)(bytes.subarray(start), context);
  return changed && joinBytes(bytes.subarray(0, start), changed);
};

const DATA_MUTATORS: ReadonlyMap<string, Mutator> = new Map([
  ['IDAT', mutateDeflated],
  ['iCCP', mutateProfile],
]);

/** How it is taken apart and put together. */
export const PNG: ChunkFormat = {
  split,
  join: (chunks) => joinBytes(SIGNATURE, ...chunks.map(frame)),
  mutatorOf: (kind) => DATA_MUTATORS.get(kind),
};

/** Changes a PNG. */
export const mutatePng = chunkMutator(PNG);
