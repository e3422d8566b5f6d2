import { resample, resampledLength } from '../../shared/dsp/resample.js';
import { NstError } from '../../shared/errors.js';
import type { Sound } from '../sound.js';
import { partLength, type SoundPart } from './decoded.js';

/**
 * The parts one after the other, as one sound: at the rate of the first, those of other rates resampled. Where some are mono
 * and others stereo, mono is on both channels.
 *
 * @param parts at least one
 * @param name of the file, for messages
 * @throws NstError NST_BAD_INPUT for parts of other numbers of channels
 */
export async function joinParts(parts: readonly SoundPart[], name: string): Promise<Sound> {
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
  const lengths = parts.map((part) => resampledLength(partLength(part), part.sampleRateHz, sampleRateHz));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const channels = Array.from({ length: count }, () => new Float32Array(total));
  let start = 0;
  for (const [i, part] of parts.entries()) {
    const resampled: Float32Array[] = [];
    for (const channel of part.channels)
      resampled.push(await resample(channel, part.sampleRateHz, sampleRateHz));
    channels.forEach((whole, c) => {
      whole.set(resampled[c % resampled.length]!, start);
    });
    start += lengths[i]!;
  }
  return { sampleRateHz, channels };
}
