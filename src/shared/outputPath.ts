import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { linkTarget, tryToWrite, writeProblem } from './atomicFile.js';
import { NstError } from './errors.js';
import { windowsNameProblem } from './paths.js';

/** What `checkOutputPath` needs to know beside the path. */
export interface OutputRules {
  /** Whether an existing file may be replaced. */
  readonly force: boolean;
  /** Files that are read in the same run. */
  readonly inputs: readonly string[];
}

function reject(path: string, problem: string, cause?: unknown): never {
  throw new NstError('NST_BAD_OUTPUT', `${path}: ${problem}`, { cause });
}

/** What a path leads to, through links; undefined if nothing is there. */
async function identify(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    const isTold = error.code === 'ENAMETOOLONG' || error.code === 'EACCES';
    return isTold ? reject(path, writeProblem(error), error) : undefined;
  });
}

/**
 * Checks that a folder takes a file.
 *
 * @param target the file
 * @param path stands in messages: the name that leads there
 * @throws NstError NST_BAD_OUTPUT
 */
export async function checkFolder(path: string, target: string): Promise<void> {
  const folder = dirname(target);
  const info = await identify(folder);
  if (!info?.isDirectory()) {
    const problem = info ? 'is a file' : 'does not exist';
    reject(path, `the folder ${folder} ${problem}; make it, or choose another place`);
  }
  await tryToWrite(target).catch((error: NodeJS.ErrnoException) => {
    // The folder is there, but is one of /proc or the like.
    const problem = error.code === 'ENOENT' ? 'it takes no files; choose another place' : writeProblem(error);
    return reject(path, `the folder ${folder} cannot be written to: ${problem}`, error);
  });
  await checkSticky(path, target, info);
}

/** In folders such as /tmp everybody may make files, but replace nobody else's. */
async function checkSticky(path: string, target: string, folder: BigIntStats): Promise<void> {
  const uid = process.getuid?.();
  if (uid === undefined || uid === 0 || (folder.mode & 0o1000n) === 0n) return;
  const file = await identify(target);
  const owners = [folder.uid, file?.uid ?? BigInt(uid)];
  if (owners.includes(BigInt(uid))) return;
  reject(path, 'this file is of another user, who alone may replace it here; choose another name');
}

/**
 * Checks before any work is done that a result can be written to `path`.
 *
 * Files are compared by what they are on the disk, so that links, relative names and other capitals on a file
 * system that ignores them do not hide that an output is an input.
 *
 * @throws NstError NST_BAD_OUTPUT if the folder is missing or read-only, or `path` is a folder, a device, no possible name,
 *   or one of the inputs; NST_WOULD_OVERWRITE if it exists and `force` is off
 */
export async function checkOutputPath(path: string, rules: OutputRules): Promise<void> {
  const nameProblem = process.platform === 'win32' ? windowsNameProblem(path) : undefined;
  if (nameProblem !== undefined) reject(path, `${nameProblem}; choose another name`);
  const target = await identify(path);
  if (target?.isDirectory() || path.endsWith('/') || path.endsWith(sep))
    reject(path, 'expected the name of a file to write, found a folder');
  if (target && !target.isFile())
    reject(path, 'expected the name of a file to write, found a pipe or device');
  await checkFolder(path, await linkTarget(path));
  if (!target) return;
  for (const input of rules.inputs) {
    const source = await stat(input, { bigint: true }).catch(() => undefined);
    if (source && source.dev === target.dev && source.ino === target.ino) {
      const same = input === path ? 'this is also an input' : `this is the same file as the input ${input}`;
      reject(path, `${same}; choose another name`);
    }
  }
  if (rules.force) return;
  throw new NstError(
    'NST_WOULD_OVERWRITE',
    `${path}: exists already; choose another name, or allow it to be replaced (--force)`,
  );
}
