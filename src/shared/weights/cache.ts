/** The folder of fetched and imported weights: one safetensors file a network, and a note beside it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { z } from 'zod';
import { writeAtomically } from '../atomicFile.js';
import { messageOf, NstError } from '../errors.js';
import { readInputFile } from '../inputFile.js';
import { parseOutsideJson } from '../outsideJson.js';
import type { Normalisation } from './normalisations.js';
import { writeSafetensors } from './safetensorsWriter.js';
import { SHA256 } from './tensorSchema.js';
import type { Weights } from './tensors.js';

/** How far the origin of fetched weights was checked: see `pullModel`. */
export type SourceCheck = 'content' | 'server' | 'unknown';

/** What is known of a file in the cache, kept beside it as JSON. */
export interface CacheNote {
  readonly network: string;
  /** SHA-256 of the cached file, pinned when it was first written. */
  readonly sha256: string;
  readonly bytes: number;
  /** The address or file that the weights came from. */
  readonly source: string;
  /** SHA-256 of the whole source file, where it is known. */
  readonly sourceSha256: string | null;
  readonly sourceCheck: SourceCheck;
  readonly normalisation: Normalisation | null;
  /** When it was written, ISO 8601. */
  readonly written: string;
}

/** Where weights are kept by default: `models` in the user's cache folder for nst. */
export function defaultCacheFolder(): string {
  return join(envPaths('nst', { suffix: '' }).cache, 'models');
}

/** Where a network's weights are in the cache. */
export function cachedFile(folder: string, network: string): string {
  return join(folder, `${network}.safetensors`);
}

/** Where the note on a network's weights is. */
export function noteFile(folder: string, network: string): string {
  return join(folder, `${network}.json`);
}

/**
 * The form in which a network is cached. It depends on nothing but the arguments, so that the same weights have
 * the same digest whichever way they came.
 */
export function encodeForCache(
  network: string,
  weights: Weights,
  normalisation: Normalisation | null,
): Uint8Array {
  const metadata = { format: 'pt', network };
  return writeSafetensors(weights, normalisation === null ? metadata : { ...metadata, normalisation });
}

/** Notes have about 500 bytes. */
const NOTE_RULES = { expected: 'a note on weights', maxBytes: 2 ** 20 } as const;

const NOTE = z.object({ sha256: SHA256, source: z.string() });

/** What of a note is used again: the digest, and where the weights came from. */
export type Pin = z.infer<typeof NOTE>;

/** The pin in the note on a cached network; undefined when there is no note, or it is not readable. */
export async function readPin(folder: string, network: string): Promise<Pin | undefined> {
  const file = noteFile(folder, network);
  try {
    const origin = { name: file, code: 'NST_MODEL_BROKEN', advice: 'delete it' } as const;
    return parseOutsideJson(await readInputFile(file, NOTE_RULES), NOTE, origin);
  } catch {
    return undefined;
  }
}

/**
 * Writes weights and their note; each file appears whole or not at all.
 *
 * @returns the path of the weights
 * @throws NST_BAD_OUTPUT when the folder cannot be written
 */
export async function writeCached(folder: string, bytes: Uint8Array, note: CacheNote): Promise<string> {
  const path = cachedFile(folder, note.network);
  await writeAtomically(path, bytes);
  await writeAtomically(noteFile(folder, note.network), `${JSON.stringify(note, null, 2)}\n`);
  return path;
}

/**
 * Makes the cache folder.
 *
 * @throws NST_BAD_OUTPUT when that is not allowed
 */
export async function makeCacheFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** The error for a folder that cannot be written. */
export function unwritable(folder: string, error: unknown): NstError {
  const problem = `cannot write in ${folder}: ${messageOf(error)}; choose another folder with --cache-dir`;
  return new NstError('NST_BAD_OUTPUT', problem, { cause: error });
}
