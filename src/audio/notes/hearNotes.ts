/** A sound taken apart into notes and what is left, and what is learnt of its instrument. */
import type { Spectrum } from '../../shared/dsp/stft.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { clarityOf } from './clarity.js';
import { agesOf } from './noteAge.js';
import { addModel, emptyModel, learnFrame, type NoteModel } from './noteModel.js';
import { LOBE_POWER, type NoteSpectrum, noteSpectrum } from './noteSpectrum.js';
import { frameOf, readPartials, type VoicePartials } from './partials.js';
import { logBands, withoutPartials } from './residual.js';
import { voicesOf } from './voices.js';

/** What was learnt of an instrument; sums over frames, so that windows of a sound add up. */
export interface Instrument {
  readonly model: NoteModel;
  /** Of logarithms of the power of bands of what is no note, less those of the power of all notes, [40]. */
  readonly noise: Float32Array;
  /** Frames in the sums of the noise. */
  frames: number;
  /** Power of the spectrum, and the part of it that clear notes are (`clarityOf`). */
  power: number;
  notePower: number;
}

/** A sound taken apart. */
export interface HeardNotes {
  readonly note: NoteSpectrum;
  readonly voices: readonly VoicePartials[];
  readonly residual: Spectrum;
  /** Whether it is one voice whose pitch glides, as that of speech. */
  readonly isSpoken: boolean;
  readonly instrument: Instrument;
}

/** Notes quieter than -60 dB of full scale say nothing about noise. */
const QUIETEST_LEVEL = -6.9;

/** An instrument that was not heard. */
export function emptyInstrument(): Instrument {
  return { model: emptyModel(), noise: new Float32Array(MOMENT_BANDS), frames: 0, power: 0, notePower: 0 };
}

/** Takes a signal at the working level apart, and learns its instrument. */
export function hearNotes(signal: Float32Array, sampleRateHz: number, hopSamples: number): HeardNotes {
  const note = noteSpectrum(signal, sampleRateHz, hopSamples);
  const pitches = voicesOf(signal, note);
  const voices = readPartials(note, pitches);
  const residual = withoutPartials(note, voices);
  const instrument = emptyInstrument();
  for (const voice of voices) learnVoice(instrument, voice, note);
  instrument.power = note.amplitude.reduce((sum, a) => sum + a * a, 0);
  const powers = notePowers(voices, note);
  learnNoise(instrument, logBands(residual, note), powers);
  const isSpoken = pitches.some(({ expected }) => !expected);
  return { note, voices, residual, isSpoken, instrument };
}

/** Frames whose partials are others' as well are trusted less. */
function learnVoice(instrument: Instrument, voice: VoicePartials, note: NoteSpectrum): void {
  const ages = agesOf(voice, note.stft.hopSamples / note.sampleRateHz);
  for (const [t, pitchHz] of voice.pitchHz.entries()) {
    const amplitude = frameOf(voice, t, note);
    if (amplitude.length === 0) continue;
    learnFrame(instrument.model, { pitchHz, amplitude, age: ages[t]! }, voice.share[t]! ** 2);
    instrument.notePower += LOBE_POWER * clarityOf(voice, t, note) * powerOf(amplitude);
  }
}

/** Power of all notes together, [frames]. */
function notePowers(voices: readonly VoicePartials[], note: NoteSpectrum): Float32Array {
  return Float32Array.from({ length: note.spectrum.frames }, (_, t) =>
    voices.reduce((sum, voice) => sum + powerOf(frameOf(voice, t, note)), 0),
  );
}

const powerOf = (amplitude: Float32Array) => amplitude.reduce((sum, a) => sum + a * a, 0);

function learnNoise(instrument: Instrument, bands: Float32Array, powers: Float32Array): void {
  const { noise } = instrument;
  for (const [t, power] of powers.entries()) {
    const logPower = Math.log(power);
    if (!(logPower > 2 * QUIETEST_LEVEL)) continue;
    instrument.frames++;
    for (let b = 0; b < MOMENT_BANDS; b++) noise[b] = noise[b]! + bands[t * MOMENT_BANDS + b]! - logPower;
  }
}

/** Adds what is known of another instrument, `share` times. */
export function addInstrument(sum: Instrument, other: Instrument, share = 1): void {
  addModel(sum.model, other.model, share);
  for (const [b, x] of other.noise.entries()) sum.noise[b] = sum.noise[b]! + share * x;
  sum.frames += share * other.frames;
  sum.power += share * other.power;
  sum.notePower += share * other.notePower;
}

/** Several instruments as one, each heard for as long as its share. */
export function blendInstruments(instruments: readonly Instrument[], shares: readonly number[]): Instrument {
  const sum = emptyInstrument();
  for (const [i, instrument] of instruments.entries()) {
    addInstrument(sum, instrument, shares[i]! / Math.max(1, instrument.frames));
  }
  return sum;
}
