import type { TransferAudioOptions } from './options.js';
import { Scratch } from './scratch/scratch.js';
import { type Sound, soundInMemory } from './sound.js';
import { type TransferFacts, transferLong } from './transferLong.js';

/** What came of a transfer. */
export interface TransferAudioResult extends TransferFacts {
  /** At the content's rate, with its channels and length. */
  readonly sound: Sound;
}

/**
 * Gives a sound the style of others: their timbre, with the notes, words and rhythm of the content.
 *
 * The engine, its worker, all memory and the room on the disk that long sounds take on the way are freed before it returns. The same
 * options on the same device and versions give the same samples. At strength 0, or if the style is the content, the content is
 * returned as it is.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT or NST_DEVICE, with one line that names the option or file
 */
export async function transferAudio({
  preview,
  ...options
}: TransferAudioOptions): Promise<TransferAudioResult> {
  const scratch = new Scratch();
  const previews = preview && {
    every: preview.every,
    onSound: async (sound: Parameters<typeof soundInMemory>[0]) => preview.onSound(soundInMemory(sound)),
  };
  try {
    const result = await transferLong({ ...options, preview: previews }, scratch);
    const { content } = options;
    const isAsGiven = result.ended === 'unchanged' && typeof content !== 'string' && 'channels' in content;
    return { ...result, sound: isAsGiven ? content : soundInMemory(result.sound) };
  } finally {
    scratch.close();
  }
}
