/** What frames were made of: two runs whose manifests are alike make the same frames. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { parseOutsideJson } from '../../shared/outsideJson.js';

/** Values by their names. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Goes up whenever the same settings give other frames. */
export const MANIFEST_VERSION = 1;
/** Digits that tell files apart. */
const DIGITS = 16;

/** Tells files from others by what is in them. */
export async function digestOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex').slice(0, DIGITS);
}

/** @throws NstError NST_BAD_INPUT for what is no manifest */
export function parseManifest(bytes: Uint8Array, name: string): Manifest {
  return parseOutsideJson(bytes, z.record(z.string(), z.unknown()), {
    name,
    code: 'NST_BAD_OUTPUT',
    advice: 'remove the folder, or name another with --work',
  });
}

/** The first thing that differs, as a part of a sentence; undefined if nothing does. */
export function differenceOf(before: Manifest, now: Manifest): string | undefined {
  for (const name of new Set([...Object.keys(now), ...Object.keys(before)])) {
    const [a, b] = [before, now].map((manifest) => JSON.stringify(manifest[name]) ?? 'left out');
    if (a === b) continue;
    if (name === 'film' || name === 'styles') return `those of another ${name === 'film' ? 'film' : 'style'}`;
    return `${name} ${a}, where this run has ${b}`;
  }
  return undefined;
}
