/** Puts a user's weights into the cache. */

import { sha256Hex } from '../digest.js';
import { NstError } from '../errors.js';
import { cachedFile, encodeForCache, makeCacheFolder, writeCached } from './cache.js';
import { findEntry } from './manifest.js';
import type { ModelFormat } from './modelFormat.js';
import type { Normalisation } from './normalisations.js';
import { type ModelStore, verifyModel } from './store.js';
import { readUserModel } from './userModel.js';

/** How to import. */
export interface ImportOptions {
  /** What pictures the weights want; see `readUserModel` for what holds without it. */
  readonly normalisation?: Normalisation;
  /** Replace weights that are there. */
  readonly force?: boolean;
}

/** What an import has done. */
export interface ImportResult {
  readonly path: string;
  readonly format: ModelFormat;
  readonly normalisation: Normalisation | null;
  readonly sha256: string;
}

/**
 * Copies a network's weights out of a safetensors, ONNX or tfjs file into the cache, as safetensors with
 * torchvision's names.
 *
 * @throws NST_BAD_OPTION when there is no such network, or it comes with the package
 * @throws NST_WOULD_OVERWRITE when intact weights are there and `force` is not set
 * @throws NST_BAD_INPUT when the file is missing, of another kind, or holds another network
 * @throws NST_MODEL_BROKEN when the file is damaged
 * @throws NST_BAD_OUTPUT when the cache folder cannot be written
 */
export async function importModel(
  store: ModelStore,
  network: string,
  file: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const entry = findEntry(store.manifest, network);
  if (entry.shipped !== null) {
    throw new NstError('NST_BAD_OPTION', `network ${network} comes with nst; there is nothing to import`);
  }
  const { state } = await verifyModel(store, network);
  if (state === 'cached' && options.force !== true) {
    const path = cachedFile(store.cacheFolder, network);
    throw new NstError('NST_WOULD_OVERWRITE', `${path} is there already; use --force to replace it`);
  }
  const {
    weights,
    normalisation,
    format,
    path: source,
  } = await readUserModel(entry, file, options.normalisation);
  const bytes = encodeForCache(network, weights, normalisation);
  const sha256 = sha256Hex(bytes);
  await makeCacheFolder(store.cacheFolder);
  const path = await writeCached(store.cacheFolder, bytes, {
    network,
    sha256,
    bytes: bytes.length,
    source,
    sourceSha256: null,
    sourceCheck: 'unknown',
    normalisation,
    written: new Date().toISOString(),
  });
  return { path, format, normalisation, sha256 };
}
