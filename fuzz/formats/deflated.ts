import { deflateSync, inflateSync } from 'node:zlib';
import { mutateBytes } from '../mutate/bytes.js';
import type { Mutator } from '../mutate/mutator.js';

/** What is unpacked is no larger than this. */
const MOST_BYTES = 16_000_000;

/** What zlib has packed; undefined if it has not, or too much. */
export function inflated(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return new Uint8Array(inflateSync(bytes, { maxOutputLength: MOST_BYTES }));
  } catch {
    return undefined;
  }
}

/** Changes what zlib has packed; packed bytes that cannot be unpacked, as they are. */
export function deflatedMutator(inner: Mutator): Mutator {
  return (bytes, context) => {
    const plain = inflated(bytes);
    if (!plain) return mutateBytes(bytes, context);
    const changed = inner(plain, { ...context, other: () => plain }) ?? mutateBytes(plain, context);
    return changed && deflateSync(changed);
  };
}

/** Changes bytes behind their compression. */
export const mutateDeflated: Mutator = deflatedMutator(mutateBytes);
