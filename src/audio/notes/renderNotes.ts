/** The notes of a sound, played on another instrument. */
import { Stft } from '../../shared/dsp/stft.js';
import type { StartShares } from '../transfer/pieceStart.js';
import { attackGains } from './attackGains.js';
import { PARTIALS } from './comb.js';
import type { HeardNotes, Instrument } from './hearNotes.js';
import { holdPauses } from './holdPauses.js';
import { agesOf } from './noteAge.js';
import { logLevel } from './noteModel.js';
import { NoteReader } from './noteReader.js';
import { addVoice } from './oscillators.js';
import { frameOf, type VoicePartials } from './partials.js';
import { filtered } from './residual.js';

/** What is no note is not made louder or softer by more than 20 dB. */
const MOST_NOISE = Math.log(10);

/** The instrument that a sound is played on, and how far towards it. */
export interface Playing {
  readonly instrument: Instrument;
  /** `mean`: of the way to the other instrument. `spread`: of how partials move besides, which is lost. */
  readonly shares: StartShares;
}

/**
 * Plays the notes of a signal on an instrument: oscillators for the partials, each at the amplitude that the instrument has at
 * that pitch, loudness and age, times what is left of how the signal itself differs from its own instrument (vowels, bends of
 * tone); behind them what the signal has besides notes, filtered. A note is as loud as it was, so pauses stay.
 *
 * @param signal that was heard
 */
export function renderNotes(signal: Float32Array, heard: HeardNotes, playing: Playing): Float32Array {
  const { note, residual, voices } = heard;
  const noise = filtered(residual, noiseGains(heard.instrument, playing), note);
  const result = new Stft(note.stft).synthesise(noise, signal.length);
  const attacks = attackGains(signal, note);
  const readers = [heard.instrument, playing.instrument].map(({ model }) => new NoteReader(model));
  const { mean, spread } = playing.shares;
  const left = 1 - (heard.isSpoken ? SPOKEN_SHARE : 1) * spread;
  const player = { readers: readers as [NoteReader, NoteReader], attacks, mean, left };
  for (const voice of voices) {
    const amplitude = played(voice, heard, player);
    addVoice(
      result,
      { pitchHz: voice.pitchHz, phase: voice.phase, amplitude },
      note.stft.hopSamples,
      note.sampleRateHz,
    );
  }
  return holdPauses(signal, result, note.stft.hopSamples);
}

/** Logarithms of factors for the bands of what is no note, [40]. */
function noiseGains(from: Instrument, { instrument: to, shares }: Playing): Float32Array {
  if (from.frames === 0 || to.frames === 0) return new Float32Array(from.noise.length);
  return from.noise.map((sum, band) => {
    const change = to.noise[band]! / to.frames - sum / from.frames;
    return Math.min(MOST_NOISE, Math.max(-MOST_NOISE, (shares.mean * change) / 2));
  });
}

/** How a speaker's partials move makes vowels: of that, so much less is lost. */
const SPOKEN_SHARE = 0.5;

interface Player {
  /** Of the signal's own instrument, and of the one that it is played on. */
  readonly readers: readonly [NoteReader, NoteReader];
  readonly attacks: Float32Array;
  readonly mean: number;
  /** Of how partials move, what is left. */
  readonly left: number;
}

/** The amplitudes of a voice's partials on the other instrument, [frames, PARTIALS]. */
function played(voice: VoicePartials, { note }: HeardNotes, player: Player): Float32Array {
  const ages = agesOf(voice, note.stft.hopSamples / note.sampleRateHz);
  const all = new Float32Array(voice.amplitude.length);
  for (const [t, pitchHz] of voice.pitchHz.entries()) {
    const frame = frameOf(voice, t, note);
    if (frame.length === 0) continue;
    const logs = playedFrame(frame, { pitchHz, age: ages[t]! }, player);
    all.set(
      logs.map((x) => player.attacks[t]! * Math.exp(x)),
      t * PARTIALS,
    );
  }
  return all;
}

function playedFrame(
  frame: Float32Array,
  { pitchHz, age }: { readonly pitchHz: number; readonly age: number },
  { readers, mean, left }: Player,
): Float32Array {
  const level = logLevel(frame);
  const question = { pitchHz, level, age, count: frame.length };
  const [from, to] = [readers[0].partials(question), readers[1].partials(question)];
  const logs = frame.map((a, k) => {
    const deviation = Math.log(a + 1e-9) - level - from[k]!;
    return from[k]! + mean * (to[k]! - from[k]!) + left * deviation;
  });
  const played = logLevel(logs.map(Math.exp));
  return logs.map((x) => x + level - played);
}
