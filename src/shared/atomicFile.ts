import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type FileHandle, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, sep } from 'node:path';
import { messageOf, NstError } from './errors.js';
import { siblingPath } from './paths.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room and run again',
  EDQUOT: 'the disk quota is used up; make room and run again',
  EFBIG: 'the file system takes no file of this size; choose another place',
  EACCES: 'no permission to write there; choose another place',
  EPERM: 'no permission to write there; choose another place',
  EROFS: 'the file system is read-only; choose another place',
  EBUSY: 'another program has it in use; close that, or choose another name',
  ENOENT: 'the folder does not exist; make it first',
  ENOTDIR: 'the folder does not exist; make it first',
  EISDIR: 'this is a folder; give the name of a file',
  ELOOP: 'the link leads to itself; choose another name',
  ENAMETOOLONG: 'the name is longer than names of files can be; choose a shorter one',
};

/** Why something could not be written, and what to do. */
export function writeProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? messageOf(error);
}

/** As many links as Linux follows. */
const MAX_LINKS = 40;

/**
 * Where a write to `path` ends up: links are followed, also one that leads to a file which is not there yet.
 *
 * @throws NstError NST_BAD_OUTPUT for links that lead to each other
 */
export async function linkTarget(path: string): Promise<string> {
  let target = path;
  for (let links = 0; links < MAX_LINKS; links++) {
    const link = await readlink(target).catch(() => undefined);
    if (link === undefined) return target;
    // Joined as text: to take "folder/.." out of it would be wrong where the folder is a link.
    target = isAbsolute(link) ? link : `${await realpath(dirname(target))}${sep}${link}`;
  }
  throw new NstError('NST_BAD_OUTPUT', `${path}: ${REASONS.ELOOP}`);
}

/** Letters that no file system confuses. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const SUFFIX = '.part';
/** The shortest name that leaves 36^4 to choose from; `a.png` is as long. */
const MIN_NAME_BYTES = 5;
const MAX_NAME_BYTES = 16;
/** Names that are taken are never met so often by chance. */
const MAX_TRIES = 100;

/** A hidden name that is no longer than that of a file, so that it is possible wherever that one is. */
function temporaryName(name: string): string {
  const bytes = Math.min(MAX_NAME_BYTES, Math.max(MIN_NAME_BYTES, Buffer.byteLength(name)));
  const suffix = bytes >= 2 * MIN_NAME_BYTES + 1 ? SUFFIX : '';
  const letters = Array.from({ length: bytes - 1 - suffix.length }, () => LETTERS[randomInt(LETTERS.length)]);
  return `.${letters.join('')}${suffix}`;
}

/** Files that would be left behind if the program ended now. */
const temporaries = new Set<string>();

/** Deletes what is half written: to be called by a program that ends in the middle of its work. */
export function removeTemporaries(): void {
  for (const path of temporaries) {
    try {
      rmSync(path, { force: true });
    } catch {
      // Windows deletes no file that is open.
    }
  }
}

interface Temporary {
  readonly path: string;
  readonly handle: FileHandle;
}

/** Makes an empty file beside another, under a name that nobody else has. */
async function makeTemporary(path: string): Promise<Temporary> {
  for (let tries = 1; ; tries++) {
    const temporary = siblingPath(path, temporaryName(basename(path)));
    const handle = await open(temporary, 'wx').catch((error: unknown) => {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (isTaken && tries < MAX_TRIES) return undefined;
      throw error;
    });
    if (!handle) continue;
    temporaries.add(temporary);
    return { path: temporary, handle };
  }
}

async function discard({ path, handle }: Temporary): Promise<void> {
  await handle.close();
  await rm(path, { force: true }).catch(() => undefined);
  temporaries.delete(path);
}

/**
 * Whether a file can be made beside `path`. Permission bits do not tell on every system: one is made and taken away again.
 *
 * @throws the error of the file system if not
 */
export async function tryToWrite(path: string): Promise<void> {
  await discard(await makeTemporary(path));
}

/** A file keeps the permissions that it had. */
async function keepMode(target: string, handle: FileHandle): Promise<void> {
  const before = await stat(target).catch(() => undefined);
  if (before?.isFile()) await handle.chmod(before.mode & 0o777).catch(() => undefined);
}

async function writeTo(target: string, fill: (handle: FileHandle) => Promise<void>): Promise<void> {
  const temporary = await makeTemporary(target);
  try {
    const { path, handle } = temporary;
    await keepMode(target, handle);
    await fill(handle);
    await handle.sync();
    // Windows renames no file that is open.
    await handle.close();
    await rename(path, target);
    temporaries.delete(path);
  } catch (error) {
    await discard(temporary);
    throw error;
  }
}

/**
 * Writes a file whole or not at all: to a temporary name beside it, then renamed over it. A reader never sees half a
 * file, and a failure leaves an older one as it was. A link stays, and what it leads to is written.
 *
 * @throws NstError NST_BAD_OUTPUT
 */
export async function writeAtomically(path: string, bytes: Uint8Array | string): Promise<void> {
  return fillAtomically(path, (handle) => handle.writeFile(bytes));
}

/** The same of a file that is written part by part. @throws NstError NST_BAD_OUTPUT; those of `fill` pass */
export async function fillAtomically(
  path: string,
  fill: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  try {
    await writeTo(await linkTarget(path), fill);
  } catch (error) {
    if (error instanceof NstError) throw error;
    throw new NstError('NST_BAD_OUTPUT', `${path}: cannot be written: ${writeProblem(error)}`, {
      cause: error,
    });
  }
}
