import { extname } from 'node:path';
import { writeAtomically } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';
import { readInputFile } from '../../shared/inputFile.js';
import { encodeStyle, MAX_STYLE_BYTES } from './encodeStyle.js';
import type { SavedStyle } from './savedStyle.js';

const ENDING = '.nststyle';

/** Whether a name is that of a saved style. */
export function isStylePath(path: string): boolean {
  return extname(path).toLowerCase() === ENDING;
}

/**
 * Checks the name that a style is to be saved under.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function checkStylePath(path: string): void {
  if (isStylePath(path)) return;
  throw new NstError(
    'NST_BAD_OPTION',
    `${path}: expected a name that ends in ${ENDING}; choose another name`,
  );
}

/**
 * Reads a saved style.
 *
 * @throws NstError NST_BAD_INPUT if it is missing, damaged, or of another version
 */
export async function readStyle(path: string): Promise<SavedStyle> {
  const bytes = await readInputFile(path, { expected: 'a saved style', maxBytes: MAX_STYLE_BYTES });
  // Loads what checks JSON, which no other command needs.
  const { decodeStyle } = await import('./decodeStyle.js');
  return decodeStyle(bytes, path);
}

/**
 * Writes a style whole or not at all. An existing file is replaced.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_OUTPUT
 */
export async function writeStyle(path: string, style: SavedStyle): Promise<void> {
  checkStylePath(path);
  await writeAtomically(path, encodeStyle(style));
}
