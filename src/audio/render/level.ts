import { limitTruePeak } from '../../shared/dsp/limiter.js';
import { integratedLoudness } from '../../shared/dsp/loudness.js';
import type { Sound } from '../sound.js';

/** Of true peaks: no conversion or lossy coding after us shall clip. */
export const CEILING_DBTP = -1;

/** Words for a loudness. */
export const LOUDNESS_WORDS = ['content', 'style', 'none'] as const;
/** How loud a result is: as the content, as the first style, as it comes out, or at so many LUFS. */
export type Loudness = (typeof LOUDNESS_WORDS)[number] | number;

/** Integrated loudness (BS.1770) in LUFS; minus infinity for silence. */
export function loudnessOf({ channels, sampleRateHz }: Sound): number {
  return integratedLoudness(channels, sampleRateHz);
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
  sound: Sound,
  loudness: Loudness,
  lufs: Readonly<Record<'content' | 'style', number>>,
): Sound {
  const { channels, sampleRateHz } = sound;
  const contentLufs = loudnessOf(sound);
  const targetLufs = loudness === 'none' ? contentLufs : targetLoudness(loudness, lufs);
  // Silence stays silence.
  const gain = Number.isFinite(contentLufs) ? 10 ** ((targetLufs - contentLufs) / 20) : 1;
  const scaled = channels.map((channel) => channel.map((x) => x * gain));
  return { sampleRateHz, channels: limitTruePeak(scaled, sampleRateHz, CEILING_DBTP) };
}
