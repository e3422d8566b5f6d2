/** Which notes sound in a frame, where there may be several. */
import { PARTIALS } from './comb.js';
import { NoteFactors, ROWS } from './noteFactors.js';
import type { NoteSpectrum } from './noteSpectrum.js';
import { PITCHES, pitchOfRow } from './pitchGrid.js';
import { binOffset, tuningOf } from './tuning.js';
import type { Voice } from './voice.js';

/** Rounds of learning partials, and steps of activations in each. */
const ROUNDS = 8;
const STEPS = 4;
/** A note 16 dB below the strongest of its frame is not told from errors of the others. */
const QUIETEST_SHARE = 0.15;
/** Nor is one below -60 dB. */
const QUIETEST = 1e-3;
/** Of nine frames (0.1 s), those that a note is in. */
const STEADY = { reach: 4, least: 6 };

/** One voice for each semitone that sounds; voices know what to expect of their partials. */
export function foundVoices(note: NoteSpectrum): Voice[] {
  const { frames } = note.spectrum;
  const tuning = tuningOf(note);
  const factors = new NoteFactors(note, tuning);
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) factors.learnPartials();
    factors.weighAtoms();
    for (let t = 0; t < frames; t++) {
      for (let step = 0; step < STEPS; step++) factors.stepFrame(t);
    }
  }
  const active = steady(loudNotes(factors.activation, frames));
  return Array.from({ length: PITCHES }, (_, row) => row).flatMap((row) => {
    const isActive = Uint8Array.from({ length: frames }, (_, t) => active[t * PITCHES + row]!);
    if (!isActive.includes(1)) return [];
    return [voiceOf({ row, gridHz: pitchOfRow(row, tuning), isActive }, factors, note)];
  });
}

/** 1 where a note is loud beside the others of its frame, [frames, PITCHES]. */
function loudNotes(activation: Float32Array, frames: number): Uint8Array {
  const loud = new Uint8Array(frames * PITCHES);
  for (let t = 0; t < frames; t++) {
    const notes = activation.subarray(t * ROWS, t * ROWS + PITCHES);
    const least = Math.max(QUIETEST, QUIETEST_SHARE * Math.max(...notes));
    for (let row = 0; row < PITCHES; row++) loud[t * PITCHES + row] = notes[row]! >= least ? 1 : 0;
  }
  return loud;
}

/** Notes that are there in most of the frames around, [frames, PITCHES]. */
function steady(loud: Uint8Array): Uint8Array {
  return loud.map((_, i) => {
    let count = 0;
    for (let d = -STEADY.reach; d <= STEADY.reach; d++) count += loud[i + d * PITCHES] ?? 0;
    return count >= STEADY.least ? 1 : 0;
  });
}

interface ActiveRow {
  readonly row: number;
  readonly gridHz: number;
  /** [frames] */
  readonly isActive: Uint8Array;
}

function voiceOf({ row, gridHz, isActive }: ActiveRow, factors: NoteFactors, note: NoteSpectrum): Voice {
  const amplitudes = factors.partials.subarray(row * PARTIALS, (row + 1) * PARTIALS);
  const expected = new Float32Array(isActive.length * PARTIALS);
  const pitchHz = new Float32Array(isActive.length);
  for (let t = 0; t < isActive.length; t++) {
    if (isActive[t] === 0) continue;
    const level = factors.activation[t * ROWS + row]!;
    for (let k = 0; k < PARTIALS; k++) expected[t * PARTIALS + k] = level * amplitudes[k]!;
    pitchHz[t] = refinedPitch(gridHz, t, amplitudes, note);
  }
  return { pitchHz: smoothPitch(pitchHz), expected };
}

/** Partials that tell a pitch exactly. */
const REFINING_PARTIALS = 6;

/** The pitch near that of the grid that the peaks of its first partials tell. */
function refinedPitch(gridHz: number, t: number, amplitudes: Float32Array, note: NoteSpectrum): number {
  const { amplitude, spectrum, stft, sampleRateHz } = note;
  const hzPerBin = sampleRateHz / stft.fftSamples;
  const frame = amplitude.subarray(t * spectrum.bins, (t + 1) * spectrum.bins);
  let [sum, weights] = [0, 0];
  for (let k = 1; k <= REFINING_PARTIALS; k++) {
    const peak = peakNear(frame, Math.round((k * gridHz) / hzPerBin));
    if (peak === undefined) continue;
    const weight = amplitudes[k - 1]! * k;
    sum += (weight * peak * hzPerBin) / k;
    weights += weight;
  }
  const hz = sum / weights;
  return Math.abs(12 * Math.log2(hz / gridHz)) < 0.5 ? hz : gridHz;
}

/** Where the peak at a bin or beside it is, between bins. */
function peakNear(frame: Float32Array, bin: number): number | undefined {
  if (bin < 2 || bin + 2 >= frame.length) return undefined;
  const value = (i: number) => frame[i]! + 1e-9;
  const middle = [bin, bin - 1, bin + 1].find((i) => value(i) >= value(i - 1) && value(i) >= value(i + 1));
  if (middle === undefined) return undefined;
  return middle + binOffset(value(middle - 1), value(middle), value(middle + 1));
}

/** Means over five frames of those that sound. */
function smoothPitch(pitchHz: Float32Array): Float32Array {
  return pitchHz.map((hz, t) => {
    if (hz === 0) return 0;
    const near = pitchHz.subarray(Math.max(0, t - 2), t + 3).filter((x) => x > 0);
    return near.reduce((a, b) => a + b, 0) / near.length;
  });
}
