/** Style packs: a compressed file as saved styles are, with the checksum made to fit. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { mutateBytes } from '../mutate/bytes.js';
import type { Mutator } from '../mutate/mutator.js';
import { mutateSavedStyle } from './savedStyle.js';

const MAX_BYTES = 2 ** 26;

function unpacked(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return Uint8Array.from(gunzipSync(bytes, { maxOutputLength: MAX_BYTES }));
  } catch {
    return undefined;
  }
}

/** Changes the compression, or what is compressed. */
export const mutateStylePack: Mutator = (bytes, context) => {
  const file = unpacked(bytes);
  if (!file || context.rng.integer(8) === 0) return mutateBytes(bytes, context);
  const changed = mutateSavedStyle(file, context);
  if (!changed) return undefined;
  // A file that is not compressed is read as well.
  return context.rng.integer(4) === 0 ? changed : gzipSync(changed);
};
