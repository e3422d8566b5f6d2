import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { writeProblem } from './atomicFile.js';
import { NstError } from './errors.js';
import { checkFolder, checkOutputPath, type OutputRules } from './outputPath.js';
import { siblingPath } from './paths.js';

/**
 * Checks before any work is done that files can be written into a folder, which may not be there yet.
 *
 * @param files their names
 * @throws NstError NST_BAD_OUTPUT for a file in place of the folder, else as `checkOutputPath`
 */
export async function checkOutputFolder(
  folder: string,
  files: readonly string[],
  rules: OutputRules,
): Promise<void> {
  const info = await stat(folder).catch(() => undefined);
  // Without a separator at the end, which would say that it is there.
  if (!info) return checkOutputPath(siblingPath(folder, basename(folder)), rules);
  if (!info.isDirectory()) {
    throw new NstError('NST_BAD_OUTPUT', `${folder}: expected a folder, found a file; choose another name`);
  }
  await checkFolder(folder, join(folder, 'any'));
  for (const file of files) await checkOutputPath(join(folder, file), rules);
}

/** The nearest folder above that is there; undefined where something else is in the way. */
async function nearestFolder(path: string): Promise<string | undefined> {
  const above = dirname(resolve(path));
  const info = await stat(above).catch(() => undefined);
  if (info) return info.isDirectory() ? above : undefined;
  return above === dirname(above) ? undefined : nearestFolder(above);
}

/**
 * Makes a folder unless it is there.
 *
 * @throws NstError NST_BAD_OUTPUT
 */
export async function makeOutputFolder(folder: string): Promise<void> {
  if (!(await stat(folder).catch(() => undefined))) {
    const above = await nearestFolder(folder);
    // Where nothing can be made, as in /proc, Node tries for ever to make a folder with those above it.
    if (above !== undefined) await checkFolder(folder, join(above, 'any'));
  }
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    const problem = `the folder cannot be made: ${writeProblem(error)}`;
    throw new NstError('NST_BAD_OUTPUT', `${folder}: ${problem}`, { cause: error });
  });
}
