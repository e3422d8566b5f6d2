/** TIFF: entries of the first directory, changed in place. */
import { wildLength } from '../mutate/lengths.js';
import type { Mutator } from '../mutate/mutator.js';
import { pick } from '../mutate/random.js';

const ENTRY_BYTES = 12;
/** Tags whose values settle how pixels are read: sizes, bits, compression, kinds, strips, tiles, samples, pages. */
const TAGS = [
  ...[254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 284, 292, 296, 317, 320, 322, 323],
  ...[324, 325, 330, 338, 339, 347, 512, 529, 530, 532, 34_665, 34_675, 33_723, 700],
] as const;
const MOST_TYPES = 18;

/** Changes one field of one entry: tag, type, count or value. */
export const mutateTiff: Mutator = (bytes, { rng }) => {
  const order = Buffer.from(bytes.subarray(0, 2)).toString('latin1');
  if ((order !== 'II' && order !== 'MM') || bytes.length < 16) return undefined;
  const isLittle = order === 'II';
  const changed = new Uint8Array(bytes);
  const view = new DataView(changed.buffer);
  const directory = view.getUint32(4, isLittle);
  if (directory + 6 > bytes.length) return undefined;
  const entries = Math.min(
    view.getUint16(directory, isLittle),
    Math.floor((bytes.length - directory - 6) / ENTRY_BYTES),
  );
  if (entries <= 0) return undefined;
  const entryAt = () => directory + 2 + rng.integer(entries) * ENTRY_BYTES;
  const entry = entryAt();
  const value = view.getUint32(entry + 8, isLittle);
  const wild = () => wildLength(rng, value, bytes.length) % 2 ** 32;
  pick(rng, [
    () => view.setUint16(entry, pick(rng, TAGS), isLittle),
    () => view.setUint16(entry + 2, rng.integer(MOST_TYPES), isLittle),
    () => view.setUint32(entry + 4, wild(), isLittle),
    () => view.setUint32(entry + 8, wild(), isLittle),
    () => view.setUint32(entry + 8, rng.integer(32), isLittle),
    () => view.setUint16(entry + 8, rng.integer(40_000), isLittle),
    () => changed.copyWithin(entry, entryAt()),
    () =>
      view.setUint32(directory + 2 + entries * ENTRY_BYTES, pick(rng, [directory, 8, 0, wild()]), isLittle),
  ])();
  return changed;
};
