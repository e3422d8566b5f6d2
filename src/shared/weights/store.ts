/** The weights that are at hand: shipped with the package, in the cache, or in a file of the user's. */
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../digest.js';
import { messageOf, NstError } from '../errors.js';
import { MAX_WHOLE_BYTES, readInputFile } from '../inputFile.js';
import { cachedFile, defaultCacheFolder, readPin } from './cache.js';
import { checkShapes, checkValues } from './checkTensors.js';
import {
  findEntry,
  type Manifest,
  type ManifestEntry,
  MODELS_FOLDER,
  readManifest,
  type ShippedFile,
  tensorBytes,
} from './manifest.js';
import type { Normalisation } from './normalisations.js';
import { readSafetensors } from './safetensors.js';
import { parseSafetensorsHeader } from './safetensorsHeader.js';
import type { Weights } from './tensors.js';
import { parseNormalisation, readUserModel } from './userModel.js';

/** The known networks, and where fetched weights are kept. */
export interface ModelStore {
  readonly manifest: Manifest;
  readonly cacheFolder: string;
}

/** Weights ready for a network. */
export interface ResolvedModel {
  readonly weights: Weights;
  /** What pictures the weights want; null where the network's own code settles it. */
  readonly normalisation: Normalisation | null;
  /** The file they came from. */
  readonly path: string;
}

/**
 * Opens the store.
 *
 * @param cacheFolder where fetched weights are kept; without it, the user's cache folder for nst
 */
export async function openModelStore(cacheFolder = defaultCacheFolder()): Promise<ModelStore> {
  return { manifest: await readManifest(), cacheFolder };
}

/**
 * Reads a network's weights: from the user's file if one is named, else those of the package, else the cache.
 * A file whose digest is known is checked against it each time.
 *
 * @throws NST_BAD_OPTION when there is no such network
 * @throws NST_MODEL_MISSING when its weights are not on this machine; the message names the command that gets them
 * @throws NST_MODEL_BROKEN when they are damaged
 * @throws NST_BAD_INPUT when the user's file is missing or holds something else
 */
export async function resolveModel(
  store: ModelStore,
  network: string,
  file?: string,
): Promise<ResolvedModel> {
  const entry = findEntry(store.manifest, network);
  if (file !== undefined) return readUserModel(entry, file);
  const path = await modelPath(store, network);
  return entry.shipped === null ? readCached(store, entry, path) : readShipped(entry, entry.shipped, path);
}

async function readShipped(
  entry: ManifestEntry,
  { sha256 }: ShippedFile,
  path: string,
): Promise<ResolvedModel> {
  const bytes = await readBytes(path, 'install nst again');
  checkSha256(bytes, sha256, path, 'install nst again');
  return { weights: readSafetensors(bytes, path), normalisation: entry.normalisation, path };
}

async function readCached(store: ModelStore, entry: ManifestEntry, path: string): Promise<ResolvedModel> {
  const { name, tensors } = entry;
  const advice = `get it again: "nst models pull ${name} --force"`;
  const bytes = await readBytes(path, advice);
  const pin = await readPin(store.cacheFolder, name);
  if (pin !== undefined) checkSha256(bytes, pin.sha256, path, advice);
  const weights = readSafetensors(bytes, path);
  if (tensors !== null)
    checkShapes(new Map([...weights].map(([key, { shape }]) => [key, shape])), tensors, path);
  checkValues(weights, path);
  const stated = parseNormalisation(parseSafetensorsHeader(bytes, path).metadata.get('normalisation'));
  return { weights, normalisation: stated ?? entry.normalisation, path };
}

async function readBytes(path: string, advice: string): Promise<Uint8Array> {
  try {
    return await readInputFile(path, { expected: 'a file of weights', maxBytes: MAX_WHOLE_BYTES });
  } catch (error) {
    throw new NstError('NST_MODEL_BROKEN', `${messageOf(error)}; ${advice}`, { cause: error });
  }
}

function checkSha256(bytes: Uint8Array, expected: string, path: string, advice: string): void {
  const actual = sha256Hex(bytes);
  if (actual === expected) return;
  throw new NstError('NST_MODEL_BROKEN', `${path}: expected SHA-256 ${expected}, found ${actual}; ${advice}`);
}

/**
 * The file of a network's weights.
 *
 * @throws NST_MODEL_MISSING when it is not there
 */
export async function modelPath(store: ModelStore, network: string): Promise<string> {
  const entry = findEntry(store.manifest, network);
  const path = ownFile(entry) ?? cachedFile(store.cacheFolder, network);
  if (await exists(path)) return path;
  throw missing(entry, path);
}

function ownFile({ shipped }: ManifestEntry): string | undefined {
  return shipped === null ? undefined : join(MODELS_FOLDER, shipped.file);
}

/** The error for weights that are not on this machine. */
export function missing({ name, shipped, tensors, source }: ManifestEntry, path: string): NstError {
  if (shipped !== null) {
    return new NstError('NST_MODEL_MISSING', `network ${name}: no weights at ${path}; install nst again`);
  }
  const megabytes = tensors === null ? '' : ` (${Math.round(tensorBytes(tensors) / 1e6)} MB)`;
  const pull = source === null ? '' : `run "nst models pull ${name}"${megabytes}, or `;
  const problem = `network ${name}: no weights at ${path}; ${pull}"nst models import ${name} FILE"`;
  return new NstError('NST_MODEL_MISSING', problem);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Where one network stands. */
export interface ModelState {
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  readonly origin: string;
  readonly state: 'shipped' | 'cached' | 'missing' | 'broken';
  /** Whether there is a SHA-256 to compare the file with: the package's, or that of the note beside it. */
  readonly pinned: boolean;
  /** The file, or where it would be. */
  readonly path: string;
  /** Size of the file; of the tensors as they would be fetched, when it is missing. */
  readonly bytes: number;
  /** What is wrong with it, when it is broken. */
  readonly problem: string | null;
}

/** Every network and whether it is at hand; the files are not read. */
export async function listModels(store: ModelStore): Promise<ModelState[]> {
  return Promise.all([...store.manifest.values()].map((entry) => stateOf(store, entry)));
}

/**
 * Reads a network's file whole and checks digest, names, shapes and values. Where `pinned` is false there was no digest,
 * and values that were changed cannot be told.
 *
 * @throws NST_BAD_OPTION when there is no such network; whatever else is wrong is in the answer
 */
export async function verifyModel(store: ModelStore, network: string): Promise<ModelState> {
  const state = await stateOf(store, findEntry(store.manifest, network));
  if (state.state === 'missing') return state;
  try {
    await resolveModel(store, network);
    return state;
  } catch (error) {
    return { ...state, state: 'broken', problem: messageOf(error) };
  }
}

async function stateOf({ cacheFolder }: ModelStore, entry: ManifestEntry): Promise<ModelState> {
  const { name, description, licence, origin, tensors } = entry;
  const path = ownFile(entry) ?? cachedFile(cacheFolder, name);
  const known = { name, description, licence, origin, path, problem: null };
  const file = await stat(path).catch(() => undefined);
  if (file === undefined) {
    return { ...known, state: 'missing', pinned: false, bytes: tensors === null ? 0 : tensorBytes(tensors) };
  }
  if (entry.shipped !== null) return { ...known, state: 'shipped', pinned: true, bytes: file.size };
  const pinned = (await readPin(cacheFolder, name)) !== undefined;
  return { ...known, state: 'cached', pinned, bytes: file.size };
}
