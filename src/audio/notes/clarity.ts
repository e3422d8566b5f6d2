import type { NoteSpectrum } from './noteSpectrum.js';
import { partialsBelow, type VoicePartials } from './partials.js';

/** Those of a voice that glides are blurred from there on. */
const CLEAR_PARTIALS = 4;

/**
 * How far the partials of a frame stand out, 0..1: 1 less the mean power halfway between the first ones over that at them. Noise
 * is as strong in between.
 */
export function clarityOf({ pitchHz }: VoicePartials, t: number, note: NoteSpectrum): number {
  const { amplitude, spectrum, stft, sampleRateHz } = note;
  const count = Math.min(CLEAR_PARTIALS, partialsBelow(pitchHz[t]!, note));
  const spacing = (pitchHz[t]! * stft.fftSamples) / sampleRateHz;
  const power = (bin: number) => amplitude[t * spectrum.bins + Math.round(bin)]! ** 2;
  let [inside, between] = [0, 0];
  for (let k = 1; k <= count; k++) {
    inside += power(k * spacing);
    between += 0.5 * (power((k - 0.5) * spacing) + power((k + 0.5) * spacing));
  }
  return inside > 0 ? Math.max(0, 1 - between / inside) : 0;
}
