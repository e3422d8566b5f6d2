import { resampledLength } from '../../shared/dsp/resample.js';
import { stretchesOf } from '../../shared/dsp/signal.js';
import { NstError } from '../../shared/errors.js';
import { resampled } from '../render/resampled.js';
import type { Scratch, ScratchSignal } from '../scratch/scratch.js';
import { type LongSound, lengthOf } from '../sound.js';

/**
 * The parts one after the other, as one sound: at the rate of the first, those of other rates resampled. Where some are mono
 * and others stereo, mono is on both channels.
 *
 * @param parts at least one
 * @param name of the file, for messages
 * @throws NstError NST_BAD_INPUT for parts of other numbers of channels
 */
export async function joinParts(
  parts: readonly LongSound[],
  name: string,
  scratch: Scratch,
): Promise<LongSound> {
  const [first] = parts;
  if (!first) throw new NstError('NST_INTERNAL', 'no parts to be joined');
  const { sampleRateHz } = first;
  if (parts.length === 1) return first;
  const counts = [...new Set(parts.map(({ channels }) => channels.length))];
  const count = Math.max(...counts);
  if (counts.some((channels) => channels !== count && channels !== 1)) {
    const problem = `expected parts of equally many channels, found ${counts.join(' and ')}`;
    throw new NstError('NST_BAD_INPUT', `${name}: ${problem}; mix it down to stereo first`);
  }
  const lengths = parts.map((part) => resampledLength(lengthOf(part), part.sampleRateHz, sampleRateHz));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const channels = Array.from({ length: count }, () => scratch.signal(total));
  for (const part of parts) {
    for (const [c, whole] of channels.entries()) await appendPart(whole, part, c, sampleRateHz, scratch);
  }
  return { sampleRateHz, channels };
}

async function appendPart(
  whole: ScratchSignal,
  { channels, sampleRateHz: partHz }: LongSound,
  c: number,
  sampleRateHz: number,
  scratch: Scratch,
): Promise<void> {
  const part = await resampled(channels[c % channels.length]!, partHz, sampleRateHz, scratch);
  for (const { parts } of stretchesOf([part])) whole.append(parts[0]!);
  part.release();
}
