import { type FileSort, filesIn, filesNamed } from '../filesLike.js';

/** Pictures by how names of files end that `readPicture` reads. */
export const PICTURE_FILES: FileSort = {
  what: 'pictures',
  endings: new Set(['.png', '.jpg', '.jpeg', '.webp', '.avif', '.tif', '.tiff', '.gif']),
};

/** The pictures of a folder, in the order of their names. @throws NstError NST_BAD_INPUT if it cannot be read */
export async function picturesIn(folder: string): Promise<string[]> {
  return filesIn(folder, PICTURE_FILES);
}

/**
 * Files as they are named, and in place of folders and of names with `*` or `?` the pictures that are meant.
 *
 * @throws NstError NST_BAD_INPUT if there are none
 */
export async function picturesOf(paths: readonly string[]): Promise<string[]> {
  return filesNamed(paths, PICTURE_FILES);
}
