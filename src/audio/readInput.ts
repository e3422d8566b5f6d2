import { type ReadSoundOptions, readLongBytes, readLongParts, readLongSound } from './files/readSound.js';
import type { StyleSource } from './options.js';
import { Scratch } from './scratch/scratch.js';
import { checkSound, excerptOf, type LongSound, longSound, type Sound, type SoundSource } from './sound.js';
import { isSaved, type SavedStyle } from './styleFile/savedStyle.js';
import { isStylePath, readStyle } from './styleFile/styleFiles.js';

/**
 * The sound of an option: read from a file or of its bytes, or samples as they are, after a check. What is read may lie in `scratch`.
 *
 * @param name of the option, for messages about samples
 * @throws NstError NST_BAD_INPUT
 */
export async function readInput(
  source: SoundSource,
  name: string,
  options: ReadSoundOptions,
  scratch: Scratch,
): Promise<LongSound> {
  if (typeof source === 'string') return readLongSound(source, options, scratch);
  if ('bytes' in source) return readLongBytes(source, options, scratch);
  if ('read' in source) return readLongParts(source, options, scratch);
  checkSound(source, name);
  return longSound(source);
}

/**
 * A style: a sound, or what was saved of one.
 *
 * @throws NstError NST_BAD_INPUT
 */
export async function readStyleSource(
  source: StyleSource,
  options: ReadSoundOptions,
  scratch: Scratch,
): Promise<LongSound | SavedStyle> {
  if (typeof source === 'string' && isStylePath(source)) return readStyle(source);
  if (typeof source !== 'string' && isSaved(source)) return source;
  return readInput(source, 'style', options, scratch);
}

/**
 * A sound to be measured and shown: of a long one its middle (`excerptOf`).
 *
 * @throws NstError NST_BAD_INPUT
 */
export async function readExcerpt(
  source: SoundSource,
  name: string,
  options: ReadSoundOptions,
): Promise<Sound> {
  const scratch = new Scratch();
  try {
    return excerptOf(await readInput(source, name, options, scratch));
  } finally {
    scratch.close();
  }
}

/** The same of a style; what was saved is taken whole. @throws NstError NST_BAD_INPUT */
export async function readStyleExcerpt(
  source: StyleSource,
  options: ReadSoundOptions,
): Promise<Sound | SavedStyle> {
  if (typeof source === 'string' && isStylePath(source)) return readStyle(source);
  if (typeof source !== 'string' && isSaved(source)) return source;
  return readExcerpt(source, 'style', options);
}
