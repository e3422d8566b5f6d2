import { limitTruePeak } from '../../shared/dsp/limiter.js';
import { loudnessOfSignals } from '../../shared/dsp/loudness.js';
import { mapped, type Signal } from '../../shared/dsp/signal.js';
import type { Scratch } from '../scratch/scratch.js';
import { type LongSound, lengthOf } from '../sound.js';
import { blocksOf, innerOf, rangeOf } from './blocks.js';

/** Of true peaks: no conversion or lossy coding after us shall clip. */
export const CEILING_DBTP = -1;

/** Words for a loudness. */
export const LOUDNESS_WORDS = ['content', 'style', 'none'] as const;
/** How loud a result is: as the content, as the first style, as it comes out, or at so many LUFS. */
export type Loudness = (typeof LOUDNESS_WORDS)[number] | number;

/** Integrated loudness (BS.1770) in LUFS; minus infinity for silence. */
export function loudnessOf({ channels, sampleRateHz }: LongSound): number {
  return loudnessOfSignals(channels, sampleRateHz);
}

/** The loudness that is asked for, in LUFS. @param lufs of the content and of the style */
export function targetLoudness(
  loudness: Exclude<Loudness, 'none'>,
  lufs: Readonly<Record<'content' | 'style', number>>,
): number {
  return typeof loudness === 'number' ? loudness : lufs[loudness];
}

/**
 * The sound at a loudness (BS.1770), with its true peaks at or below -1 dBTP.
 *
 * @param loudness of what, or how much
 * @param lufs of the content and of the style
 */
export function atLoudness(
  sound: LongSound,
  loudness: Loudness,
  lufs: Readonly<Record<'content' | 'style', number>>,
  scratch: Scratch,
): LongSound {
  const { channels, sampleRateHz } = sound;
  const contentLufs = loudnessOf(sound);
  const targetLufs = loudness === 'none' ? contentLufs : targetLoudness(loudness, lufs);
  // Silence stays silence.
  const gain = Number.isFinite(contentLufs) ? 10 ** ((targetLufs - contentLufs) / 20) : 1;
  const scaled = channels.map((channel) => mapped(channel, (x) => x * gain));
  return limited({ sampleRateHz, channels: scaled }, scratch);
}

/** The sound with its true peaks at or below -1 dBTP. */
export function limited(sound: LongSound, scratch: Scratch): LongSound {
  const { channels, sampleRateHz } = sound;
  const length = lengthOf(sound);
  const results = channels.map(() => scratch.signal(length));
  for (const block of blocksOf(length, sampleRateHz)) {
    const range = rangeOf(block, sampleRateHz, length);
    const read = (channel: Signal) => channel.read(range.from, range.to);
    const ofBlock = limitTruePeak(channels.map(read), sampleRateHz, CEILING_DBTP);
    for (const [c, result] of results.entries()) result.append(innerOf(ofBlock[c]!, range));
  }
  return { sampleRateHz, channels: results };
}
