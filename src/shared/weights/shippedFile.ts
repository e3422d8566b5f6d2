import { sha256Hex } from '../digest.js';
import { NstError } from '../errors.js';
import { MAX_WHOLE_BYTES, readInputFile } from '../inputFile.js';
import { findEntry } from './manifest.js';
import { modelPath, openModelStore } from './store.js';

/** A file of weights that came along, and where it lies. */
export interface ShippedBytes {
  readonly bytes: Uint8Array;
  readonly path: string;
}

/**
 * Reads a file of weights of the package by its name in `nst models list`.
 *
 * @throws NstError NST_MODEL_BROKEN when the installation is damaged
 */
export async function readShippedFile(name: string): Promise<ShippedBytes> {
  const store = await openModelStore();
  const path = await modelPath(store, name);
  const bytes = await readInputFile(path, { expected: 'a file of weights', maxBytes: MAX_WHOLE_BYTES });
  const expected = findEntry(store.manifest, name).shipped?.sha256;
  if (sha256Hex(bytes) !== expected) {
    const problem = `expected SHA-256 ${expected}, found another; install nst again`;
    throw new NstError('NST_MODEL_BROKEN', `${path}: ${problem}`);
  }
  return { bytes, path };
}
