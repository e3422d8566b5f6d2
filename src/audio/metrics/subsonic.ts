import { forPowers, stftOf } from '../../shared/dsp/blockStft.js';
import { signalOf } from '../../shared/dsp/signal.js';
import type { Sound } from '../sound.js';

/** Bins of 1.4 Hz or so. */
const FRAME_S = 0.74;
/** Lower tones are not heard as such: ISO 226 begins here. */
const LIMIT_HZ = 20;

/** The share of a sound's energy that lies under 20 Hz, constants too, 0..1. */
export function subsonicShare({ channels, sampleRateHz }: Sound): number {
  const stft = stftOf(FRAME_S, sampleRateHz);
  const limit = Math.floor((LIMIT_HZ * stft.fftSamples) / sampleRateHz);
  let [low, all] = [0, 0];
  for (const channel of channels) {
    forPowers(signalOf(channel), stft, (powers) => {
      for (const [i, power] of powers.entries()) {
        const bin = i % stft.bins;
        // All but the first and the last stand for negative frequencies, too.
        const energy = bin === 0 || bin === stft.bins - 1 ? power : 2 * power;
        all += energy;
        if (bin <= limit) low += energy;
      }
    });
  }
  return all > 0 ? low / all : 0;
}
