/** How an instrument's partials depend on pitch, loudness and age of a note, learnt from its notes. */
import { PARTIALS } from './comb.js';
import { LOWEST_NOTE, noteOfHz, PITCHES } from './pitchGrid.js';

/** Ages of notes: see `agesOf`. */
export const AGES = 4;
/** Notes are sorted by loudness into steps of 6 dB from -72 dB on. */
export const LEVELS = { lowestDb: -72, stepDb: 6, count: 13 } as const;
/** Amplitudes over that of the whole note below this are all alike, in neper (-100 dB). */
const LOWEST_PARTIAL = -11.5;
const DB_PER_NEPER = 20 / Math.LN10;

/** What was learnt of an instrument. Everything is a sum over frames of notes, so that models add up. */
export interface NoteModel {
  /** Of weights, [PITCHES, levels, AGES, PARTIALS]: partials beyond the end of the band have none. */
  readonly weights: Float32Array;
  /** Of weighted logarithms of the amplitudes of partials over that of the whole note, of the same shape. */
  readonly sums: Float32Array;
}

/** One frame of a note. */
export interface NoteFrame {
  readonly pitchHz: number;
  /** 0 .. AGES - 1 */
  readonly age: number;
  /** Amplitudes of the partials that are below the end of the band. */
  readonly amplitude: Float32Array;
}

/** Amplitude of a note: the root of the power of its partials, in neper; that of none is -13.8 (-120 dB). */
export function logLevel(amplitude: Float32Array): number {
  return 0.5 * Math.log(amplitude.reduce((sum, a) => sum + a * a, 1e-12));
}

/** The step of loudness of a level in neper, with fractions. */
export function stepOfLevel(level: number): number {
  const step = (level * DB_PER_NEPER - LEVELS.lowestDb) / LEVELS.stepDb;
  return Math.min(LEVELS.count - 1, Math.max(0, step));
}

/** A model that knows no note. */
export function emptyModel(): NoteModel {
  const size = PITCHES * LEVELS.count * AGES * PARTIALS;
  return { weights: new Float32Array(size), sums: new Float32Array(size) };
}

/** Takes in a frame. @param weight how much it is to be trusted */
export function learnFrame(model: NoteModel, { pitchHz, age, amplitude }: NoteFrame, weight: number): void {
  const { weights, sums } = model;
  const level = logLevel(amplitude);
  const row = Math.min(PITCHES - 1, Math.max(0, Math.round(noteOfHz(pitchHz)) - LOWEST_NOTE));
  const cell = (row * LEVELS.count + Math.round(stepOfLevel(level))) * AGES + age;
  for (const [k, a] of amplitude.entries()) {
    const index = cell * PARTIALS + k;
    weights[index] = weights[index]! + weight;
    sums[index] = sums[index]! + weight * Math.max(LOWEST_PARTIAL, Math.log(a + 1e-12) - level);
  }
}

/** Adds what another model knows, `share` times. */
export function addModel(model: NoteModel, other: NoteModel, share: number): void {
  for (const part of ['weights', 'sums'] as const) {
    const [sums, others] = [model[part], other[part]];
    for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + share * others[i]!;
  }
}
