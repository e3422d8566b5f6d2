import { PARTIALS } from './comb.js';
import { logLevel } from './noteModel.js';
import type { VoicePartials } from './partials.js';

/** Ends of all ages but the last one: the attack ends with the first, about as long as a frame is wide. */
const ENDS_S = [0.058, 0.14, 0.35] as const;
/** A note that rises by 6 dB in 35 ms begins anew. */
const ONSET = { rise: 0.7, withinS: 0.035 };

/** How old the note of every frame is, 0 .. AGES - 1, [frames]. */
export function agesOf({ pitchHz, amplitude }: VoicePartials, hopS: number): Uint8Array {
  const within = Math.max(1, Math.round(ONSET.withinS / hopS));
  const level = pitchHz.map((_, t) => logLevel(amplitude.subarray(t * PARTIALS, (t + 1) * PARTIALS)));
  let onset = 0;
  return Uint8Array.from(pitchHz, (hz, t) => {
    const begins = hz > 0 && (t === 0 || pitchHz[t - 1] === 0);
    const beginsAnew = t >= within && level[t]! - level[t - within]! > ONSET.rise;
    if (begins || beginsAnew) onset = t;
    return ENDS_S.filter((end) => (t - onset) * hopS >= end).length;
  });
}
