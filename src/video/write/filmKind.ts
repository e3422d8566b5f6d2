import { extname } from 'node:path';
import { NstError } from '../../shared/errors.js';
import { isPattern } from '../read/frameFiles.js';

/** What a result is: a film by ffmpeg, an animation, or files of frames. */
export type FilmKind = 'film' | 'gif' | 'webp' | 'apng' | 'pattern' | 'folder';

const KIND_OF_ENDING: Readonly<Record<string, FilmKind>> = {
  '.mp4': 'film',
  '.m4v': 'film',
  '.mov': 'film',
  '.mkv': 'film',
  '.webm': 'film',
  '.gif': 'gif',
  '.webp': 'webp',
  '.png': 'apng',
  '.apng': 'apng',
};

/**
 * What the name of a result asks for.
 *
 * @throws NstError NST_BAD_OPTION for another ending
 */
export function filmKind(path: string): FilmKind {
  if (isPattern(path)) {
    const ending = extname(path).toLowerCase();
    if (ending === '.png') return 'pattern';
    throw new NstError('NST_BAD_OPTION', `${path}: expected a pattern that ends in .png, found "${ending}"`);
  }
  const ending = extname(path).toLowerCase();
  const kind = ending === '' ? 'folder' : KIND_OF_ENDING[ending];
  if (kind) return kind;
  const endings = Object.keys(KIND_OF_ENDING).join(', ');
  throw new NstError(
    'NST_BAD_OPTION',
    `${path}: expected a name that ends in ${endings}, a folder, or a pattern such as frame_%04d.png; found "${ending}"`,
  );
}
