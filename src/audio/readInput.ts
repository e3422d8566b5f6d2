import { type ReadSoundOptions, readSound } from './files/readSound.js';
import { checkSound, type Sound } from './sound.js';

/**
 * The sound of an option: read from a file, or samples as they are, after a check.
 *
 * @param name of the option, for messages about samples
 * @throws NstError NST_BAD_INPUT
 */
export async function readInput(
  source: string | Sound,
  name: string,
  options: ReadSoundOptions,
): Promise<Sound> {
  if (typeof source === 'string') return readSound(source, options);
  checkSound(source, name);
  return source;
}
