import { PARTIALS } from './comb.js';
import { AGES, LEVELS, type NoteModel, stepOfLevel } from './noteModel.js';
import { LOWEST_NOTE, noteOfHz, PITCHES } from './pitchGrid.js';

/** Notes count as far as they are like the one that is asked for: one deviation, in semitones and in dB. */
const LIKE = { semitones: 1.8, db: 6 };
/** Those that are not count so little that they speak only where there are no others. */
const UNLIKE = { semitones: 9, db: 18, weight: 1e-4 };
/** For every step in age, notes count a tenth. */
const OTHER_AGE = 0.1;
/** Answers are given for quarters of semitones and steps of 2 dB. */
const GRAIN = { note: 4, level: 3 };

/** A note that is asked for. */
export interface NoteQuestion {
  readonly pitchHz: number;
  /** Of the whole note, in neper. */
  readonly level: number;
  /** 0 .. AGES - 1 */
  readonly age: number;
  /** Partials below the end of the band. */
  readonly count: number;
}

/** Asks a model for notes: weighted means over those that it knows, by how like they are (Nadaraya 1964, Watson 1964). */
export class NoteReader {
  readonly #known = new Map<string, Float32Array>();
  readonly #cells: readonly number[];

  constructor(private readonly model: NoteModel) {
    const cells = Array.from({ length: PITCHES * LEVELS.count * AGES }, (_, cell) => cell);
    this.#cells = cells.filter((cell) => model.weights[cell * PARTIALS]! > 0);
  }

  /** Logarithms of the amplitudes of partials over that of the whole note, which they add up to, [count]. */
  partials({ pitchHz, level, age, count }: NoteQuestion): Float32Array {
    const row = Math.round(GRAIN.note * noteOfHz(pitchHz)) / GRAIN.note - LOWEST_NOTE;
    const step = Math.round(GRAIN.level * stepOfLevel(level)) / GRAIN.level;
    const key = `${row} ${step} ${age} ${count}`;
    const answer = this.#known.get(key) ?? this.#ask({ row, step, age }, count);
    this.#known.set(key, answer);
    return answer;
  }

  #ask(wanted: Cell, count: number): Float32Array {
    const sums = new Float64Array(count);
    const weights = new Float64Array(count);
    for (const cell of this.#cells) {
      const likeness = likenessOf(cellOf(cell), wanted);
      for (let k = 0; k < count; k++) {
        const index = cell * PARTIALS + k;
        weights[k] = weights[k]! + likeness * this.model.weights[index]!;
        sums[k] = sums[k]! + likeness * this.model.sums[index]!;
      }
    }
    const logs = Float32Array.from(sums, (sum, k) => (weights[k]! > 0 ? sum / weights[k]! : Number.NaN));
    return addingUp(goingOn(logs));
  }
}

interface Cell {
  readonly row: number;
  readonly step: number;
  readonly age: number;
}

function cellOf(cell: number): Cell {
  const level = Math.floor(cell / AGES);
  return { row: Math.floor(level / LEVELS.count), step: level % LEVELS.count, age: cell % AGES };
}

function likenessOf(a: Cell, b: Cell): number {
  const semitones = a.row - b.row;
  const db = (a.step - b.step) * LEVELS.stepDb;
  const near = Math.exp(-0.5 * ((semitones / LIKE.semitones) ** 2 + (db / LIKE.db) ** 2));
  const far = Math.exp(-0.5 * ((semitones / UNLIKE.semitones) ** 2 + (db / UNLIKE.db) ** 2));
  return (near + UNLIKE.weight * far + 1e-12) * OTHER_AGE ** Math.abs(a.age - b.age);
}

/** Partials that no note was low enough to show go on as the last ones that were. */
function goingOn(logs: Float32Array): Float32Array {
  for (let k = 1; k < logs.length; k++) {
    if (Number.isNaN(logs[k])) logs[k] = logs[k - 1]!;
  }
  return logs;
}

function addingUp(logs: Float32Array): Float32Array {
  const level = 0.5 * Math.log(logs.reduce((sum, x) => sum + Math.exp(2 * x), 0));
  return logs.map((x) => x - level);
}
