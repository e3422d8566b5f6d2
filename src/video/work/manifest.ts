/** What frames were made of: two runs whose manifests are alike make the same frames. */
import { z } from 'zod';
import { sha256OfFiles } from '../../shared/digest.js';
import { parseOutsideJson } from '../../shared/outsideJson.js';
import { firstDifference, MANIFEST_DIGITS, type Manifest } from '../../shared/saved/manifest.js';

/** Goes up whenever the same settings give other frames. */
export const MANIFEST_VERSION = 4;
/** Tells files from others by what is in them. */
export async function digestOf(files: readonly string[]): Promise<string> {
  return (await sha256OfFiles(files)).slice(0, MANIFEST_DIGITS);
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
  const difference = firstDifference(before, now);
  if (!difference) return undefined;
  const { name } = difference;
  if (name === 'film' || name === 'styles') return `those of another ${name === 'film' ? 'film' : 'style'}`;
  return `${name} ${difference.before}, where this run has ${difference.now}`;
}
