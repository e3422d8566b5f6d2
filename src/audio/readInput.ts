import { type ReadSoundOptions, readSound, readSoundBytes } from './files/readSound.js';
import type { StyleSource } from './options.js';
import { checkSound, type Sound, type SoundSource } from './sound.js';
import { isSaved, type SavedStyle } from './styleFile/savedStyle.js';
import { isStylePath, readStyle } from './styleFile/styleFiles.js';

/**
 * The sound of an option: read from a file or of its bytes, or samples as they are, after a check.
 *
 * @param name of the option, for messages about samples
 * @throws NstError NST_BAD_INPUT
 */
export async function readInput(
  source: SoundSource,
  name: string,
  options: ReadSoundOptions,
): Promise<Sound> {
  if (typeof source === 'string') return readSound(source, options);
  if ('bytes' in source) return readSoundBytes(source, options);
  checkSound(source, name);
  return source;
}

/**
 * A style: a sound, or what was saved of one.
 *
 * @throws NstError NST_BAD_INPUT
 */
export async function readStyleSource(
  source: StyleSource,
  options: ReadSoundOptions,
): Promise<Sound | SavedStyle> {
  if (typeof source === 'string' && isStylePath(source)) return readStyle(source);
  if (typeof source !== 'string' && isSaved(source)) return source;
  return readInput(source, 'style', options);
}
