import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { linkTarget } from './atomicFile.js';
import { NstError } from './errors.js';
import { foldedName } from './paths.js';

/** Something that a run writes. */
export interface NamedOutput {
  readonly path: string;
  /** What it is, for messages: `preview`. */
  readonly what: string;
}

/** A text that two paths have in common if they are one file, also if that is not there yet. */
async function fileKey(path: string, platform: NodeJS.Platform): Promise<string> {
  const target = await linkTarget(path);
  const folder = await stat(dirname(target), { bigint: true }).catch(() => undefined);
  const where = folder ? `${folder.dev}:${folder.ino}` : resolve(dirname(target));
  return `${where}/${foldedName(basename(target), platform)}`;
}

/**
 * Refuses to write two things to one file.
 *
 * @param platform whose rules of names hold
 * @throws NstError NST_BAD_OUTPUT
 */
export async function checkDistinct(
  outputs: readonly NamedOutput[],
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  const before = new Map<string, string>();
  for (const { path, what } of outputs) {
    const key = await fileKey(path, platform);
    const other = before.get(key);
    if (other !== undefined) {
      throw new NstError('NST_BAD_OUTPUT', `${path}: the ${what} is also the ${other}; choose another name`);
    }
    before.set(key, what);
  }
}
