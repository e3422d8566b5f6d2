import { extname } from 'node:path';
import { writeAtomically } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';
import { readInputFile } from '../../shared/inputFile.js';
import { checkOutputPath, type OutputRules } from '../../shared/outputPath.js';
import { MAX_PACK_BYTES, PACK_ENDING, type StylePack } from './stylePack.js';

/** Whether the name of a file is that of a style pack. */
export function isPackPath(path: string): boolean {
  return extname(path).toLowerCase() === PACK_ENDING;
}

/**
 * Reads a style pack.
 *
 * @throws NstError NST_BAD_INPUT if it cannot be read, else as `decodePack`
 */
export async function readPack(path: string): Promise<StylePack> {
  const bytes = await readInputFile(path, { expected: 'a style pack', maxBytes: MAX_PACK_BYTES });
  // Loads what checks JSON, which pictures as styles do not need.
  const { decodePack } = await import('./decodePack.js');
  return decodePack(path, bytes);
}

/**
 * Checks before any work is done that a style pack can be written to `path`.
 *
 * @throws NstError NST_BAD_OPTION for another ending, else as `checkOutputPath`
 */
export async function checkPackPath(path: string, rules: OutputRules): Promise<void> {
  if (!isPackPath(path)) {
    throw new NstError('NST_BAD_OPTION', `${path}: expected a name that ends in ${PACK_ENDING}`);
  }
  await checkOutputPath(path, rules);
}

/** Writes a style pack whole or not at all. @throws NstError NST_BAD_OUTPUT */
export async function writePack(path: string, pack: StylePack): Promise<void> {
  const { encodePack } = await import('./encodePack.js');
  await writeAtomically(path, encodePack(pack));
}
