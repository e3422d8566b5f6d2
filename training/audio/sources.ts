import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderNotes } from '../../scripts/midi.mjs';
import { TRUNK_INPUT } from '../../src/audio/features/trunk.js';
import { readWav } from '../../src/audio/files/wavReader.js';
import type { Rng } from '../../src/shared/rng.js';
import type { SoundClass, Voices } from './classes.js';
import { NOISES } from './noises.js';
import { CLIP_SPACING_S, drumPhrase, inSequence, phrase } from './phrases.js';

/** Which sounds: those to learn from, or those that are kept apart to be tested with. */
export type Split = 'learnt' | 'heldOut';

/** Debian's fluid-soundfont-gm (MIT) to learn from; timgm6mb-soundfont, made by others, to be tested with. */
const FONTS: Readonly<Record<Split, string>> = {
  learnt: '/usr/share/sounds/sf2/FluidR3_GM.sf2',
  heldOut: '/usr/share/sounds/sf2/TimGM6mb.sf2',
};
const LANGUAGES: Readonly<Record<Split, readonly string[]>> = {
  learnt: ['en-gb', 'de', 'fr', 'es', 'pl', 'sv'],
  heldOut: ['it', 'nl', 'fi'],
};
/** Enough syllables for some 25 s; the language decides how they sound. */
const TEXT = [
  'Tomorrow morning a small boat leaves for the far island, and nobody knows who is on board.',
  'Seven old maps lie on the table: rivers, mountains, roads, a garden, the sea, a wall, and one without a name.',
  'Please do not open the window while it rains. Give me paper, ink and half an hour of silence.',
  'Volta lumina, karo denuta; simo palabra, otra vesta nimu. Ha! Kostu bernal, jivo quendi fara.',
].join(' ');
const DRUM_KIT = 128;
const { sampleRateHz: RATE_HZ } = TRUNK_INPUT;

/** Whether the programs and soundfonts that the recipe needs are on this machine; if not, which is missing. */
export function missingTool(): string | undefined {
  const font = Object.values(FONTS).find((path) => !existsSync(path));
  if (font) return font;
  return ['fluidsynth', 'espeak-ng'].find((program) => {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
      return false;
    } catch {
      return true;
    }
  });
}

/** Clips of a class, each of `length` samples at the network's rate. */
export function makeClips(
  { source }: SoundClass,
  split: Split,
  count: number,
  length: number,
  rng: Rng,
): Float32Array[] {
  switch (source.kind) {
    case 'program': {
      const phrases = Array.from({ length: count }, () => phrase(rng, source.program));
      return rendered(phrases, source.program, split, length);
    }
    case 'drums': {
      const phrases = Array.from({ length: count }, () => drumPhrase(rng, source.keys));
      return rendered(phrases, DRUM_KIT, split, length);
    }
    case 'speech':
      return spoken(source.voices, split, count, length, rng);
    case 'noise':
      return Array.from({ length: count }, () => NOISES[source.noise](rng, length, RATE_HZ));
  }
}

function rendered(
  phrases: readonly ReturnType<typeof phrase>[],
  program: number,
  split: Split,
  length: number,
): Float32Array[] {
  const samples = throughFile((path) =>
    renderNotes(path, inSequence(phrases), program, { font: FONTS[split], sampleRateHz: RATE_HZ }),
  );
  return phrases.map((_, i) => cut(samples, Math.round(i * CLIP_SPACING_S * RATE_HZ), length));
}

/** Random pieces of speech of several voices, languages, heights and speeds. */
function spoken(voices: Voices, split: Split, count: number, length: number, rng: Rng): Float32Array[] {
  const variants = voices[split];
  const languages = LANGUAGES[split];
  const speakers = Math.min(count, 3 * variants.length);
  const readings = Array.from({ length: speakers }, (_, i) => {
    const voice = `${languages[rng.integer(languages.length)]}+${variants[i % variants.length]}`;
    const manner = ['-v', voice, '-s', String(130 + rng.integer(70)), '-p', String(35 + rng.integer(30))];
    return throughFile((path) =>
      execFileSync('espeak-ng', [...manner, '-w', path, TEXT], { stdio: 'ignore' }),
    );
  });
  return Array.from({ length: count }, (_, i) => {
    const reading = readings[i % speakers]!;
    return cut(reading, rng.integer(Math.max(1, reading.length - length)), length);
  });
}

/** The samples, mixed to one channel, that `write` leaves in a WAV file. */
function throughFile(write: (path: string) => void): Float32Array {
  const folder = mkdtempSync(join(tmpdir(), 'nst-clips-'));
  try {
    const path = join(folder, 'sound.wav');
    write(path);
    const { channels, sampleRateHz } = readWav(readFileSync(path), path);
    if (sampleRateHz !== RATE_HZ) throw new Error(`${path}: expected ${RATE_HZ} Hz, found ${sampleRateHz}`);
    const [first = new Float32Array(0), second] = channels;
    return second ? first.map((x, i) => (x + second[i]!) / 2) : first;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A piece, with silence where there is no more. */
function cut(samples: Float32Array, start: number, length: number): Float32Array {
  const clip = new Float32Array(length);
  clip.set(samples.subarray(start, start + length));
  return clip;
}
