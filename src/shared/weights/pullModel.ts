/** Fetches a network's published weights into the cache. */

import { sha256Hex } from '../digest.js';
import { NstError } from '../errors.js';
import {
  encodeForCache,
  makeCacheFolder,
  noteFile,
  type Pin,
  readPin,
  type SourceCheck,
  writeCached,
} from './cache.js';
import { type DownloadOptions, downloadTensors } from './download.js';
import { findEntry, type ManifestEntry, type WeightSource } from './manifest.js';
import { type ModelState, type ModelStore, missing, modelPath, verifyModel } from './store.js';

/** How to pull. */
export interface PullOptions extends DownloadOptions {
  /** Another address of the same file, for instance a mirror's. */
  readonly from?: string;
  /** Never use the network. */
  readonly offline?: boolean;
  /** Fetch even if the weights are there. */
  readonly force?: boolean;
}

/** What a pull has done. */
export interface PullResult {
  readonly path: string;
  /** False when intact weights were there already. */
  readonly fetched: boolean;
  /** SHA-256 of the file in the cache; null for a shipped network, and for a file that was put there without a note. */
  readonly sha256: string | null;
  /** What that digest was compared with: the package's list, an earlier download, or nothing (now pinned). */
  readonly pinned: 'manifest' | 'earlier' | 'now' | null;
  /** How far the origin was checked: see `Download`. Null when nothing was fetched. */
  readonly sourceCheck: SourceCheck | null;
}

/**
 * Makes sure that a network's weights are at hand: does nothing when they are, else downloads them.
 *
 * @throws NST_BAD_OPTION when there is no such network, or no published source of it
 * @throws NST_MODEL_MISSING when offline, or the server cannot be reached or refuses
 * @throws NST_MODEL_BROKEN when what was fetched is not what was expected
 * @throws NST_BAD_OUTPUT when the cache folder cannot be written
 * @throws NST_ABORTED
 */
export async function pullModel(
  store: ModelStore,
  network: string,
  options: PullOptions = {},
): Promise<PullResult> {
  const entry = findEntry(store.manifest, network);
  const model = await verifyModel(store, network);
  const { state, problem } = model;
  if (entry.shipped !== null && problem !== null) throw new NstError('NST_MODEL_BROKEN', problem);
  if (entry.shipped !== null || (state === 'cached' && options.force !== true))
    return presentModel(store, network);
  const source = sourceOf(entry, options.from);
  if (options.offline === true) throw offlineError(entry, model);
  await makeCacheFolder(store.cacheFolder);
  return fetchModel(store, entry, source, options);
}

async function presentModel(store: ModelStore, network: string): Promise<PullResult> {
  const pin = await readPin(store.cacheFolder, network);
  const path = await modelPath(store, network);
  return { path, fetched: false, sha256: pin?.sha256 ?? null, pinned: null, sourceCheck: null };
}

async function fetchModel(
  store: ModelStore,
  entry: ManifestEntry,
  source: WeightSource,
  options: PullOptions,
): Promise<PullResult> {
  const { name, normalisation } = entry;
  const { weights, sourceSha256, sourceCheck } = await downloadTensors(
    name,
    source,
    entry.tensors ?? new Map(),
    store.cacheFolder,
    options,
  );
  const bytes = encodeForCache(name, weights, normalisation);
  const sha256 = sha256Hex(bytes);
  const pinned = await comparePinned(store, entry, source.url, sha256);
  const written = new Date().toISOString();
  const note = { network: name, sha256, bytes: bytes.length, source: source.url, sourceSha256, sourceCheck };
  const path = await writeCached(store.cacheFolder, bytes, { ...note, normalisation, written });
  return { path, fetched: true, sha256, pinned, sourceCheck };
}

async function comparePinned(
  { cacheFolder }: ModelStore,
  { name, cachedSha256 }: ManifestEntry,
  url: string,
  sha256: string,
): Promise<'manifest' | 'earlier' | 'now'> {
  const expected = cachedSha256 ?? downloadedSha256(await readPin(cacheFolder, name));
  if (expected === undefined) return 'now';
  if (expected !== sha256) {
    const advice = cachedSha256 === null ? `; to accept it, delete ${noteFile(cacheFolder, name)} first` : '';
    const problem = `weights from ${url}: expected SHA-256 ${expected}, found ${sha256}${advice}`;
    throw new NstError('NST_MODEL_BROKEN', problem);
  }
  return cachedSha256 === null ? 'earlier' : 'manifest';
}

/** The digest that an earlier download has pinned, from whichever address; an import pins nothing for downloads. */
function downloadedSha256(pin: Pin | undefined): string | undefined {
  return pin !== undefined && isWebAddress(pin.source) ? pin.sha256 : undefined;
}

function isWebAddress(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text);
}

function sourceOf({ name, source }: ManifestEntry, from: string | undefined): WeightSource {
  if (source === null) {
    throw new NstError(
      'NST_BAD_OPTION',
      `network ${name}: nobody publishes its weights; use "nst models import"`,
    );
  }
  if (from === undefined) return source;
  if (!isWebAddress(from)) {
    throw new NstError('NST_BAD_OPTION', `--from: expected an http or https address, found "${from}"`);
  }
  // It would be in the note on the weights, and in messages.
  if (new URL(from).username !== '' || new URL(from).password !== '') {
    const expected = 'expected an address without a user name and password';
    throw new NstError('NST_BAD_OPTION', `--from: ${expected}; get the file and run "nst models import"`);
  }
  return { ...source, url: from };
}

function offlineError(entry: ManifestEntry, { state, path, problem }: ModelState): NstError {
  const fetched = 'working offline: nothing was fetched';
  if (problem !== null) return new NstError('NST_MODEL_BROKEN', `${problem} (${fetched})`);
  if (state === 'missing') {
    const { code, message } = missing(entry, path);
    return new NstError(code, `${message} (${fetched})`);
  }
  const conflict = `--force would fetch ${entry.name} again, and nothing is fetched offline (--offline, NST_OFFLINE)`;
  return new NstError('NST_BAD_OPTION', `${conflict}; the weights at ${path} are there: leave out --force`);
}
