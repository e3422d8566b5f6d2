import type { Note } from '../../scripts/midi.mjs';
import type { Rng } from '../../src/shared/rng.js';

/** Clips begin this far apart in a rendering, so that most of one has died away when the next begins. */
export const CLIP_SPACING_S = 2;
/** Notes of a clip end before this. */
const PHRASE_S = 1.4;

const CHORDS = [
  [0, 4, 7],
  [0, 3, 7],
  [0, 4, 7, 10],
  [0, 7, 12],
  [0, 5, 9],
];
const STEPS = [-7, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7];
/** General MIDI's basses, which nobody plays high. */
const BASSES = { first: 32, last: 39 };

const pick = <T>(rng: Rng, values: readonly T[]): T => values[rng.integer(values.length)] as T;
const velocity = (rng: Rng) => 45 + rng.integer(80);

/** A lone note, a tune, or chords, from time 0. */
export function phrase(rng: Rng, program: number): Note[] {
  const isBass = program >= BASSES.first && program <= BASSES.last;
  const centre = isBass ? 30 + rng.integer(22) : 43 + rng.integer(38);
  const kind = rng.uniform();
  if (kind < 0.3)
    return [{ startS: 0.05, durationS: 0.3 + rng.uniform(), pitch: centre, velocity: velocity(rng) }];
  return kind < 0.7 ? tune(rng, centre) : chords(rng, centre);
}

function tune(rng: Rng, centre: number): Note[] {
  const beatS = 0.1 + 0.3 * rng.uniform();
  const notes: Note[] = [];
  let pitch = centre;
  for (let startS = 0.05 * rng.uniform(); startS + beatS < PHRASE_S; startS += beatS * (1 + rng.integer(2))) {
    notes.push({ startS, durationS: beatS * (0.4 + 0.6 * rng.uniform()), pitch, velocity: velocity(rng) });
    pitch += pick(rng, STEPS);
  }
  return notes;
}

function chords(rng: Rng, centre: number): Note[] {
  const count = 1 + rng.integer(2);
  const lengthS = PHRASE_S / count;
  return Array.from({ length: count }, (_, i) => {
    const root = centre - 4 + rng.integer(8);
    const loudness = velocity(rng);
    return pick(rng, CHORDS).map(
      (interval): Note => ({
        startS: i * lengthS + 0.02 * rng.uniform(),
        durationS: lengthS * (0.5 + 0.45 * rng.uniform()),
        pitch: root + interval,
        velocity: loudness,
      }),
    );
  }).flat();
}

/** Strokes on up to three drums. @param keys of the drum channel */
export function drumPhrase(rng: Rng, keys: readonly number[]): Note[] {
  const set = Array.from({ length: 1 + rng.integer(3) }, () => pick(rng, keys));
  const beatS = 0.08 + 0.3 * rng.uniform();
  const notes: Note[] = [];
  for (let startS = 0.02; startS < PHRASE_S; startS += beatS) {
    if (startS < 0.1 || rng.uniform() < 0.7) {
      notes.push({ startS, durationS: 0.1, pitch: pick(rng, set), velocity: velocity(rng) });
    }
  }
  return notes;
}

/** Phrases one after the other, `CLIP_SPACING_S` apart. */
export function inSequence(phrases: readonly (readonly Note[])[]): Note[] {
  return phrases.flatMap((notes, i) =>
    notes.map((note) => ({ ...note, startS: note.startS + i * CLIP_SPACING_S })),
  );
}
