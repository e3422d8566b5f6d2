import type { Scratch } from '../scratch/scratch.js';
import type { LongSound } from '../sound.js';
import { type LossRules, reportLoss } from './salvage.js';
import { deinterleave, wavLayout } from './wavReader.js';

/** Bytes of a file from a place on, fewer if there are not so many. */
export type ByteSource = (start: number, bytes: number) => Promise<Uint8Array> | Uint8Array;

/** Frames that are read at a time. */
const FRAMES = 2 ** 16;

/**
 * Reads a WAV file as `readWav` does, stretch by stretch.
 *
 * @param head the start of the file, with the beginning of its samples in it
 * @param file where it begins at 0, behind any tags, and how long it is
 * @throws NstError NST_BAD_INPUT
 */
export async function readLongWav(
  head: Uint8Array,
  file: { readonly read: ByteSource; readonly bytes: number },
  name: string,
  rules: LossRules,
  scratch: Scratch,
): Promise<LongSound> {
  const layout = wavLayout(head, file.bytes, name, rules);
  const { blockBytes, channels: count, sampleRateHz } = layout.format;
  const length = Math.floor(layout.sizeBytes / blockBytes);
  const channels = Array.from({ length: count }, () => scratch.signal(length));
  for (let first = 0; first < length; first += FRAMES) {
    const frames = Math.min(FRAMES, length - first);
    const bytes = await file.read(layout.start + first * blockBytes, frames * blockBytes);
    for (const [c, samples] of deinterleave(bytes, layout).entries()) channels[c]!.append(samples);
  }
  const sound = { sampleRateHz, channels };
  if (layout.loss !== undefined) reportLoss(layout.loss, sound, name, rules);
  return sound;
}
