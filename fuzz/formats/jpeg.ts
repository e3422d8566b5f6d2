/** JPEG: marker segments; what follows a start of scan goes with it. */
import { joinBytes, mutateBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';
import { firstOf, type Mutator } from '../mutate/mutator.js';
import { mutateIcc } from './icc.js';

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;

/** Where the next marker is: a byte FF that is not followed by 0 or a restart. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let place = from; place + 1 < bytes.length; place++) {
    const next = bytes[place + 1]!;
    if (bytes[place] === 0xff && next !== 0 && next !== 0xff && (next & 0xf8) !== 0xd0) return place;
  }
  return bytes.length;
}

function split(bytes: Uint8Array): Chunk[] | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== START) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let place = 2; place + 4 <= bytes.length; ) {
    const marker = bytes[place + 1]!;
    const length = view.getUint16(place + 2);
    const end = marker === SCAN ? nextMarker(bytes, place + 2 + length) : place + 2 + length;
    const data = bytes.subarray(place + 4, end);
    chunks.push({ kind: String(marker), data, ...(marker === SCAN && { claimed: length - 2 }) });
    place = end;
  }
  return chunks;
}

function segment({ kind, data, claimed = data.length }: Chunk): Uint8Array {
  const length = (claimed + 2) & 0xffff;
  return joinBytes(Uint8Array.of(0xff, Number(kind), length >> 8, length & 0xff), data);
}

const PROFILE = String(0xe2);
const PROFILE_HEAD = Buffer.from('ICC_PROFILE\0');
/** The head, and which part of how many it is. */
const PROFILE_HEAD_BYTES = PROFILE_HEAD.length + 2;

const mutateProfile: Mutator = (bytes, context) => {
  if (!Buffer.from(bytes).subarray(0, PROFILE_HEAD.length).equals(PROFILE_HEAD)) return undefined;
  const profile = bytes.subarray(PROFILE_HEAD_BYTES);
  const changed = mutateIcc(profile, { ...context, other: () => profile });
  return changed && joinBytes(bytes.subarray(0, PROFILE_HEAD_BYTES), changed);
};

/** How it is taken apart and put together. */
export const JPEG: ChunkFormat = {
  split,
  join: (chunks) => joinBytes(Uint8Array.of(0xff, START), ...chunks.map(segment), Uint8Array.of(0xff, END)),
  mutatorOf: (kind) => (kind === PROFILE ? firstOf(mutateProfile, mutateBytes) : undefined),
};

/** Changes a JPEG. */
export const mutateJpeg = chunkMutator(JPEG);
