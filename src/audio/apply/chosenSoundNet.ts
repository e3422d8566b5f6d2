import { parseSoundModel, readSoundModel, type SoundModel } from '../../shared/stylise/modelFile.js';
import { readShippedFile } from '../../shared/weights/shippedFile.js';
import { SHIPPED_SOUNDS } from './shippedSounds.js';

/**
 * Finds the net that is meant: one of the package by its name, which counts even where a file is called so, or one of the user's.
 *
 * @throws NstError NST_BAD_INPUT for a file that is missing, damaged or something else; NST_MODEL_BROKEN when the installation is damaged
 */
export async function chooseSoundNet(model: string): Promise<SoundModel> {
  if (!SHIPPED_SOUNDS.includes(model)) return readSoundModel(model);
  const { bytes, path } = await readShippedFile(model);
  return parseSoundModel(bytes, path);
}
