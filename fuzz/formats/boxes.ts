/** Boxes of the ISO base media format, which AVIF is: those that hold boxes are taken apart as well. */
import { joinBytes, mutateBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';
import type { Mutator } from '../mutate/mutator.js';
import { mutateIcc } from './icc.js';

/** Boxes that hold nothing but boxes, and how many bytes come before them. */
const CONTAINERS: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0, iref: 4, iinf: 6, dinf: 0 };

function splitBoxes(bytes: Uint8Array): Chunk[] {
  const file = Buffer.from(bytes);
  const chunks: Chunk[] = [];
  for (let place = 0; place + 8 <= file.length; ) {
    const claimed = file.readUInt32BE(place);
    const length = claimed >= 8 ? claimed : file.length - place;
    const kind = file.toString('latin1', place + 4, place + 8);
    chunks.push({ kind, data: file.subarray(place + 8, place + length) });
    place += length;
  }
  return chunks;
}

function box({ kind, data, claimed = data.length }: Chunk): Uint8Array {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(((claimed + 8) % 2 ** 32) >>> 0);
  head.write(kind, 4, 'latin1');
  return joinBytes(head, data);
}

/** What is in a box that holds boxes, behind some bytes of its own. */
function inside(skippedBytes: number): Mutator {
  const own = chunkMutator({
    split: (bytes) => splitBoxes(bytes.subarray(skippedBytes)),
    join: (chunks) => joinBytes(...chunks.map(box)),
    mutatorOf: mutatorInside,
  });
  return (bytes, context) => {
    if (context.rng.integer(8) === 0) return mutateBytes(bytes, context);
    const changed = own(bytes, { ...context, other: () => bytes });
    return changed && joinBytes(bytes.subarray(0, skippedBytes), changed);
  };
}

/** A box of colours: four letters, then numbers, or a profile. */
const mutateColours: Mutator = (bytes, context) => {
  const profile = bytes.subarray(4);
  const changed = mutateIcc(profile, { ...context, other: () => profile }) ?? mutateBytes(profile, context);
  return changed && joinBytes(bytes.subarray(0, 4), changed);
};

function mutatorInside(kind: string): Mutator | undefined {
  if (kind === 'colr') return mutateColours;
  const skippedBytes = CONTAINERS[kind];
  return skippedBytes === undefined ? undefined : inside(skippedBytes);
}

/** How it is taken apart and put together. */
export const BOXES: ChunkFormat = {
  split: (bytes) => (Buffer.from(bytes).toString('latin1', 4, 8) === 'ftyp' ? splitBoxes(bytes) : undefined),
  join: (chunks) => joinBytes(...chunks.map(box)),
  mutatorOf: mutatorInside,
};

/** Changes a file of boxes; offsets of data within the file stay what they were. */
export const mutateBoxes = chunkMutator(BOXES);
