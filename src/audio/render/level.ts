import { limitTruePeak } from '../../shared/dsp/limiter.js';
import { integratedLoudness } from '../../shared/dsp/loudness.js';
import type { Sound } from '../sound.js';

/** No conversion or lossy coding after us shall clip. */
const CEILING_DBTP = -1;

/** Words for a loudness. */
export const LOUDNESS_WORDS = ['content', 'style', 'none'] as const;
/** How loud a result is: as the content, as the first style, as it comes out, or at so many LUFS. */
export type Loudness = (typeof LOUDNESS_WORDS)[number] | number;

/** The sound at a loudness (BS.1770), with its true peaks at or below -1 dBTP. @param loudness of what, or how much */
export function atLoudness(
  sound: Sound,
  loudness: Loudness,
  like: { readonly content: Sound; readonly style: Sound },
): Sound {
  const { channels, sampleRateHz } = sound;
  const of = (other: Sound) => integratedLoudness(other.channels, other.sampleRateHz);
  const found = of(sound);
  const wanted = loudness === 'none' ? found : typeof loudness === 'number' ? loudness : of(like[loudness]);
  // Silence stays silence.
  const gain = Number.isFinite(found) ? 10 ** ((wanted - found) / 20) : 1;
  const scaled = channels.map((channel) => channel.map((x) => x * gain));
  return { sampleRateHz, channels: limitTruePeak(scaled, sampleRateHz, CEILING_DBTP) };
}
