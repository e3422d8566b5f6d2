/** Names that stand for several files: patterns, and folders. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { NstError } from './errors.js';

/** Files of one kind. */
export interface FileSort {
  /** In messages, e.g. `pictures`. */
  readonly what: string;
  /** How their names end, in small letters with the dot. */
  readonly endings: ReadonlySet<string>;
}

/** The files of a sort in a folder, in the order of their names. @throws NstError NST_BAD_INPUT if it cannot be read */
export async function filesIn(folder: string, { what, endings }: FileSort): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new NstError('NST_BAD_INPUT', `${folder}: expected a folder of ${what}; check the name`, { cause });
  });
  const files = names.filter((name) => endings.has(extname(name).toLowerCase()));
  return files.sort().map((name) => join(folder, name));
}

/** Whether a name asks for all that are like it: shells of Windows leave that to programs. */
const isPattern = (path: string) => /[*?]/.test(basename(path));

/** The files whose names are like a pattern: `*` is any text, `?` any sign, as in shells. */
async function filesLike(pattern: string, sort: FileSort): Promise<string[]> {
  const escaped = basename(pattern).replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  const like = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'iu');
  return (await filesIn(dirname(pattern), sort)).filter((path) => like.test(basename(path)));
}

/** What a name stands for: itself, or all files like it, or those of a folder. */
export async function meaningOf(path: string): Promise<'file' | 'pattern' | 'folder'> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) return 'folder';
  return info === undefined && isPattern(path) ? 'pattern' : 'file';
}

/**
 * Files as they are named, and in place of folders and of names with `*` or `?` those that are meant.
 *
 * @throws NstError NST_BAD_INPUT if there are none
 */
export async function filesNamed(paths: readonly string[], sort: FileSort): Promise<string[]> {
  return (await Promise.all(paths.map((path) => filesNamedBy(path, sort)))).flat();
}

async function filesNamedBy(path: string, sort: FileSort): Promise<string[]> {
  const meaning = await meaningOf(path);
  if (meaning === 'file') return [path];
  const files = await (meaning === 'pattern' ? filesLike(path, sort) : filesIn(path, sort));
  if (files.length > 0) return files;
  const expected = meaning === 'pattern' ? `${sort.what} of such names` : `${sort.what} in the folder`;
  throw new NstError('NST_BAD_INPUT', `${path}: expected ${expected}, found none; name another`);
}
