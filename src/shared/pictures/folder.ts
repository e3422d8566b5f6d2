import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
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

/** Files as they are named, and the pictures of folders in their place. @throws NstError NST_BAD_INPUT if a folder has none */
export async function picturesOf(paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    paths.map(async (path) => {
      const info = await stat(path).catch(() => undefined);
      if (!info?.isDirectory()) return [path];
      const pictures = await picturesIn(path);
      if (pictures.length > 0) return pictures;
      throw new NstError(
        'NST_BAD_INPUT',
        `${path}: expected pictures in the folder, found none; name another`,
      );
    }),
  );
  return lists.flat();
}
