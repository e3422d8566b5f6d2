import { open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { messageOf, NstError } from './errors.js';

/** What `checkOutputPath` needs to know beside the path. */
export interface OutputRules {
  /** Whether an existing file may be replaced. */
  readonly force: boolean;
  /** Files that are read in the same run. */
  readonly inputs: readonly string[];
}

interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly folder: boolean;
}

/** What a path leads to, through links; undefined if nothing is there. */
async function identify(path: string): Promise<FileIdentity | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && { dev: found.dev, ino: found.ino, folder: found.isDirectory() };
}

/** Permission bits do not tell on every system: a file is made and taken away again. */
async function checkFolder(path: string): Promise<void> {
  const folder = dirname(path);
  const found = await identify(folder);
  if (!found?.folder) {
    const problem = found ? 'is a file' : 'does not exist';
    throw new NstError(
      'NST_BAD_OUTPUT',
      `${path}: the folder ${folder} ${problem}; make it, or choose another place`,
    );
  }
  const probe = join(folder, `.${basename(path)}.${process.pid}.probe`);
  try {
    await (await open(probe, 'w')).close();
    await rm(probe);
  } catch (error) {
    const text = `${path}: the folder ${folder} cannot be written to (${messageOf(error)}); choose another place`;
    throw new NstError('NST_BAD_OUTPUT', text, { cause: error });
  }
}

/**
 * Checks before any work is done that a result can be written to `path`.
 *
 * Files are compared by what they are on the disk, so that links, relative names and other capitals on a file
 * system that ignores them do not hide that an output is an input.
 *
 * @throws NstError NST_BAD_OUTPUT if the folder is missing or read-only, or `path` is a folder or one of the
 *   inputs; NST_WOULD_OVERWRITE if it exists and `force` is off
 */
export async function checkOutputPath(path: string, rules: OutputRules): Promise<void> {
  await checkFolder(path);
  const target = await identify(path);
  if (target?.folder || path.endsWith('/') || path.endsWith(sep)) {
    throw new NstError('NST_BAD_OUTPUT', `${path}: expected the name of a file to write, found a folder`);
  }
  if (!target) return;
  for (const input of rules.inputs) {
    const source = await identify(input);
    if (source && source.dev === target.dev && source.ino === target.ino) {
      const same = input === path ? 'this is also an input' : `this is the same file as the input ${input}`;
      throw new NstError('NST_BAD_OUTPUT', `${path}: ${same}; choose another name`);
    }
  }
  if (rules.force) return;
  throw new NstError(
    'NST_WOULD_OVERWRITE',
    `${path}: exists already; choose another name, or allow it to be replaced (--force)`,
  );
}
