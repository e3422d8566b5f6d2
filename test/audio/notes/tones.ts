import { PARTIALS } from '../../../src/audio/notes/comb.js';
import { addVoice } from '../../../src/audio/notes/oscillators.js';

export const RATE = 22_050;
export const HOP = 256;

/** Notes with the partials of an instrument, one after another or together, [seconds * RATE]. */
export function tune(
  notes: readonly { readonly pitchHz: number; readonly fromS: number; readonly toS: number }[],
  partialOf: (k: number, pitchHz: number) => number,
  seconds: number,
): Float32Array {
  const signal = new Float32Array(seconds * RATE);
  const frames = 1 + Math.floor(signal.length / HOP);
  for (const { pitchHz, fromS, toS } of notes) {
    const sounds = (t: number) => t * HOP >= fromS * RATE && t * HOP < toS * RATE;
    const pitches = Float32Array.from({ length: frames }, (_, t) => (sounds(t) ? pitchHz : 0));
    const amplitude = Float32Array.from({ length: frames * PARTIALS }, (_, i) => {
      const [t, k] = [Math.floor(i / PARTIALS), i % PARTIALS];
      return sounds(t) && (k + 1) * pitchHz < 0.45 * RATE ? partialOf(k, pitchHz) : 0;
    });
    addVoice(signal, { pitchHz: pitches, amplitude }, HOP, RATE);
  }
  return signal;
}
