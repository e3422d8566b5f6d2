import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { NstError } from '../errors.js';

/** How names of files end that `readPicture` reads. */
const PICTURE_ENDINGS: ReadonlySet<string> = new Set([
  '.png',
  '.jpg',
  '.jpeg',
  '.webp',
  '.avif',
  '.tif',
  '.tiff',
  '.gif',
]);

/** The pictures of a folder, in the order of their names. @throws NstError NST_BAD_INPUT if it cannot be read */
export async function picturesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new NstError('NST_BAD_INPUT', `${folder}: expected a folder of pictures; check the name`, {
      cause,
    });
  });
  const pictures = names.filter((name) => PICTURE_ENDINGS.has(extname(name).toLowerCase()));
  return pictures.sort().map((name) => join(folder, name));
}

/** Whether a name asks for all that are like it: shells of Windows leave that to programs. */
const isPattern = (path: string) => /[*?]/.test(basename(path));

/** The pictures whose names are like a pattern: `*` is any text, `?` any sign, as in shells. */
async function picturesLike(pattern: string): Promise<string[]> {
  const escaped = basename(pattern).replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  const like = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'iu');
  return (await picturesIn(dirname(pattern))).filter((path) => like.test(basename(path)));
}

/**
 * Files as they are named, and in place of folders and of names with `*` or `?` the pictures that are meant.
 *
 * @throws NstError NST_BAD_INPUT if there are none
 */
export async function picturesOf(paths: readonly string[]): Promise<string[]> {
  return (await Promise.all(paths.map(picturesAt))).flat();
}

async function picturesAt(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => undefined);
  const isLike = info === undefined && isPattern(path);
  if (!isLike && !info?.isDirectory()) return [path];
  const pictures = await (isLike ? picturesLike(path) : picturesIn(path));
  if (pictures.length > 0) return pictures;
  const expected = isLike ? 'pictures of such names' : 'pictures in the folder';
  throw new NstError('NST_BAD_INPUT', `${path}: expected ${expected}, found none; name another`);
}
