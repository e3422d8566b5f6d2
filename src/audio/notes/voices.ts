import { trackPitch } from '../pitch/pitchTrack.js';
import { foundVoices } from './foundVoices.js';
import type { NoteSpectrum } from './noteSpectrum.js';
import { noteOfHz } from './pitchGrid.js';
import type { Voice } from './voice.js';

/** Of the frames of a pitch that goes on, those that glide, from which on there is one voice: 0.71 for speech, at most 0.08 for 21 instruments. */
const GLIDING_SHARE = 0.3;
/** A pitch glides that moves by so many semitones in 0.2 s without a leap: vibrato stays below. */
const GLIDE = { semitones: 0.8, leap: 0.6, reachS: 0.09 };

/**
 * The voices of a sound: the pitch of a speaker or singer, which glides, is tracked as that of one voice; everything else
 * is looked for on a grid of semitones, with as many notes at a time as there are.
 *
 * @param signal that the spectrum is of
 */
export function voicesOf(signal: Float32Array, note: NoteSpectrum): Voice[] {
  const { sampleRateHz, stft } = note;
  const pitchHz = trackPitch(signal, sampleRateHz, stft.hopSamples);
  const reach = Math.round((GLIDE.reachS * sampleRateHz) / stft.hopSamples);
  return glidingShare(pitchHz, reach) > GLIDING_SHARE ? [{ pitchHz }] : foundVoices(note);
}

/** Of the frames in the middle of 2 reach + 1 with a pitch and no leap, the share in which it glides, 0..1. */
export function glidingShare(pitchHz: Float32Array, reach: number): number {
  const notes = pitchHz.map((hz) => (hz > 0 ? noteOfHz(hz) : Number.NaN));
  let [gliding, all] = [0, 0];
  for (let t = reach; t + reach < notes.length; t++) {
    const around = notes.subarray(t - reach, t + reach + 1);
    // Comparisons with NaN are false.
    const goesOn = around.every((x, i) => i === 0 || Math.abs(x - around[i - 1]!) <= GLIDE.leap);
    if (!goesOn) continue;
    all++;
    if (Math.max(...around) - Math.min(...around) > GLIDE.semitones) gliding++;
  }
  return all > 0 ? gliding / all : 0;
}
