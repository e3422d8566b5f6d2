import { basename, dirname, extname, join } from 'node:path';

/**
 * A name made from that of another file, in the same folder: `photo.jpg` with `-styled` and `.png` becomes `photo-styled.png`.
 *
 * @param suffix between the name and its ending
 * @param ending with its dot; the file's own if left out
 */
export function besideName(path: string, suffix: string, ending = extname(path)): string {
  return join(dirname(path), `${basename(path, extname(path))}${suffix}${ending}`);
}
