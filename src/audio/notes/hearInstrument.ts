import type { Signal } from '../../shared/dsp/signal.js';
import { NstError } from '../../shared/errors.js';
import { planPieces } from '../plan/pieces.js';
import { readExtended } from '../plan/window.js';
import type { Recipe } from '../recipe.js';
import { addInstrument, emptyInstrument, hearNotes, type Instrument } from './hearNotes.js';

/** Of the power of a sound, the least that its notes are: of a dozen sounds of instruments and a voice it was 0.46 to 0.94, of noises 0.01 to 0.13. */
const LEAST_NOTES = 0.3;

/** Learns an instrument from a whole signal at the working level, piece by piece. */
export function hearInstrument(signal: Signal, recipe: Recipe): Instrument {
  const { sampleRateHz, stft } = recipe;
  const instrument = emptyInstrument();
  const { starts, lengthSamples } = planPieces(signal.length, recipe);
  for (const start of starts) {
    const piece = readExtended(signal, start, lengthSamples);
    addInstrument(instrument, hearNotes(piece, sampleRateHz, stft.hopSamples).instrument);
  }
  return instrument;
}

/**
 * Refuses styles whose notes can't be played.
 *
 * @throws NstError NST_BAD_INPUT for saved styles, which hold no notes, and for sounds that have hardly any
 */
export function checkPlayable(instruments: readonly (Instrument | undefined)[]): void {
  for (const instrument of instruments) {
    if (!instrument) {
      throw new NstError(
        'NST_BAD_INPUT',
        'style: a saved style holds no notes; give --synthesis notes the sound itself, or leave --synthesis out',
      );
    }
    const share = instrument.power > 0 ? instrument.notePower / instrument.power : 0;
    if (share >= LEAST_NOTES) continue;
    const part = `${Math.round(100 * share)} % of its energy`;
    throw new NstError(
      'NST_BAD_INPUT',
      `style: --synthesis notes expects a sound with notes, found notes in ${part}; leave --synthesis out for noises and drums`,
    );
  }
}
