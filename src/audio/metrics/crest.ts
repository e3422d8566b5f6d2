import { decibels } from '../../shared/dsp/levels.js';
import type { Sound } from '../sound.js';

/** The crest factor of a sound: its largest sample over its root mean square, in dB. */
export function crestDb({ channels }: Sound): number {
  let [peak, sum, count] = [0, 0, 0];
  for (const channel of channels) {
    for (const x of channel) {
      peak = Math.max(peak, Math.abs(x));
      sum += x * x;
    }
    count += channel.length;
  }
  return decibels(peak * peak) - decibels(sum / Math.max(1, count));
}
