/** Changes of bytes, whatever they mean. */
import type { Rng } from '../../src/shared/rng.js';
import { overwriteLength } from './lengths.js';
import type { Mutator } from './mutator.js';
import { pick, smallCount, stretch } from './random.js';

const EDGES = [0, 1, 0x7f, 0x80, 0xfe, 0xff] as const;
/** Bytes that are put in at the most. */
const MOST_INSERTED = 65_536;

/** Parts of byte arrays, one after the other. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let position = 0;
  for (const part of parts) {
    joined.set(part, position);
    position += part.length;
  }
  return joined;
}

function randomBytes(rng: Rng, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => rng.integer(256));
}

const flipBits: Mutator = (bytes, { rng }) => {
  const changed = new Uint8Array(bytes);
  for (let left = smallCount(rng, 8); left > 0; left--) {
    const place = rng.integer(bytes.length);
    changed[place] = changed[place]! ^ (1 << rng.integer(8));
  }
  return changed;
};

const setEdges: Mutator = (bytes, { rng }) => {
  const changed = new Uint8Array(bytes);
  for (let left = smallCount(rng, 4); left > 0; left--) changed[rng.integer(bytes.length)] = pick(rng, EDGES);
  return changed;
};

const fill: Mutator = (bytes, { rng }) => {
  const { begin, end } = stretch(rng, bytes.length);
  return new Uint8Array(bytes).fill(pick(rng, EDGES), begin, end);
};

const truncate: Mutator = (bytes, { rng }) => bytes.slice(0, rng.integer(bytes.length));

/** Files lose their first bytes more rarely than their last ones; headers are where readers trust. */
const scramble: Mutator = (bytes, { rng }) => {
  const changed = new Uint8Array(bytes);
  const { begin, end } = stretch(rng, bytes.length);
  changed.set(randomBytes(rng, end - begin), begin);
  return changed;
};

const insert: Mutator = (bytes, { rng }) => {
  const place = rng.integer(bytes.length + 1);
  const count = smallCount(rng, MOST_INSERTED);
  const added = rng.integer(2) === 0 ? randomBytes(rng, count) : new Uint8Array(count).fill(pick(rng, EDGES));
  return joinBytes(bytes.subarray(0, place), added, bytes.subarray(place));
};

const remove: Mutator = (bytes, { rng }) => {
  const { begin, end } = stretch(rng, bytes.length);
  return joinBytes(bytes.subarray(0, begin), bytes.subarray(end));
};

const repeat: Mutator = (bytes, { rng }) => {
  const { begin, end } = stretch(rng, bytes.length);
  const times = Math.min(smallCount(rng, 1000), Math.ceil(MOST_INSERTED / (end - begin)));
  const part = bytes.subarray(begin, end);
  return joinBytes(bytes.subarray(0, end), ...new Array<Uint8Array>(times).fill(part), bytes.subarray(end));
};

/** Two stretches of the same length change places. */
const swap: Mutator = (bytes, { rng }) => {
  const [first, second] = [stretch(rng, bytes.length), stretch(rng, bytes.length)];
  const length = Math.min(first.end - first.begin, second.end - second.begin);
  const changed = new Uint8Array(bytes);
  changed.set(bytes.subarray(first.begin, first.begin + length), second.begin);
  changed.set(bytes.subarray(second.begin, second.begin + length), first.begin);
  return changed;
};

/** The beginning of one, the end of another. */
const splice: Mutator = (bytes, { rng, other }) => {
  const tail = other();
  return joinBytes(
    bytes.subarray(0, rng.integer(bytes.length + 1)),
    tail.subarray(rng.integer(tail.length + 1)),
  );
};

const append: Mutator = (bytes, { rng }) => joinBytes(bytes, randomBytes(rng, smallCount(rng, 4096)));

const ALL: readonly Mutator[] = [
  ...[flipBits, flipBits, setEdges, fill, truncate, scramble, insert, remove, repeat, swap, splice, append],
  ...[overwriteLength, overwriteLength, overwriteLength],
];

/** One change of bytes that knows nothing of what they mean. */
export const mutateBytes: Mutator = (bytes, context) => {
  const { rng } = context;
  if (bytes.length === 0) return randomBytes(rng, smallCount(rng, 64));
  return pick(rng, ALL)(bytes, context);
};
