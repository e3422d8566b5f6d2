/** Changes of files that are made of chunks, with lengths and checksums put right afterwards. */
import { mutateBytes } from './bytes.js';
import { wildLength } from './lengths.js';
import type { Mutator, MutatorContext } from './mutator.js';
import { pick, smallCount } from './random.js';

/** A part of a file. */
export interface Chunk {
  readonly kind: string;
  readonly data: Uint8Array;
  /** What the file says of the length of the data, when it lies. */
  readonly claimed?: number;
}

/** How a file is taken apart and put together. */
export interface ChunkFormat {
  /** The chunks; undefined if this is another kind of file. */
  readonly split: (bytes: Uint8Array) => Chunk[] | undefined;
  /** Lengths and checksums are made to fit, other than `claimed`. */
  readonly join: (chunks: readonly Chunk[]) => Uint8Array;
  /** How the data of one kind of chunk are changed; without one, as bytes. */
  readonly mutatorOf?: (kind: string) => Mutator | undefined;
}

type ChunkMutation = (chunks: Chunk[], context: MutatorContext, format: ChunkFormat) => void;

const MOST_COPIES = 500;
/** Copies of a chunk are no larger than this in all. */
const MOST_COPIED_BYTES = 1_000_000;

const drop: ChunkMutation = (chunks, { rng }) => {
  chunks.splice(rng.integer(chunks.length), 1);
};

const duplicate: ChunkMutation = (chunks, { rng }) => {
  const chunk = pick(rng, chunks);
  const most = Math.ceil(MOST_COPIED_BYTES / (chunk.data.length + 12));
  const copies = new Array<Chunk>(Math.min(most, smallCount(rng, MOST_COPIES))).fill(chunk);
  chunks.splice(rng.integer(chunks.length + 1), 0, ...copies);
};

const swap: ChunkMutation = (chunks, { rng }) => {
  const [first, second] = [rng.integer(chunks.length), rng.integer(chunks.length)];
  [chunks[first], chunks[second]] = [chunks[second]!, chunks[first]!];
};

const graft: ChunkMutation = (chunks, { rng, other }, { split }) => {
  const foreign = split(other()) ?? chunks.slice();
  if (foreign.length === 0) return;
  chunks.splice(rng.integer(chunks.length + 1), rng.integer(2), pick(rng, foreign));
};

const rename: ChunkMutation = (chunks, { rng }) => {
  const place = rng.integer(chunks.length);
  chunks[place] = { ...chunks[place]!, kind: pick(rng, chunks).kind };
};

const lie: ChunkMutation = (chunks, { rng }) => {
  const place = rng.integer(chunks.length);
  const chunk = chunks[place]!;
  const behind = chunks.slice(place).reduce((total, { data }) => total + data.length, 0);
  chunks[place] = { ...chunk, claimed: wildLength(rng, chunk.data.length, behind) };
};

const empty: ChunkMutation = (chunks, { rng }) => {
  const place = rng.integer(chunks.length);
  chunks[place] = { ...chunks[place]!, data: new Uint8Array() };
};

const changeData: ChunkMutation = (chunks, context, { mutatorOf }) => {
  const place = context.rng.integer(chunks.length);
  const chunk = chunks[place]!;
  const mutate = mutatorOf?.(chunk.kind) ?? mutateBytes;
  const data = mutate(chunk.data, context);
  if (data) chunks[place] = { ...chunk, data };
};

const ALL: readonly ChunkMutation[] = [
  ...[changeData, changeData, changeData, changeData, changeData],
  ...[drop, duplicate, swap, graft, rename, lie, empty],
];

/** One change that keeps to the format. */
export function chunkMutator(format: ChunkFormat): Mutator {
  return (bytes, context) => {
    const chunks = format.split(bytes);
    if (!chunks || chunks.length === 0) return undefined;
    pick(context.rng, ALL)(chunks, context, format);
    return format.join(chunks);
  };
}
