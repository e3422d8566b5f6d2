/** The pairs of sounds that transfers are measured on, made and not recorded. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Note, renderNotes } from '../scripts/midi.mjs';
import { readSound } from '../src/audio/files/readSound.js';
import { lengthOf, type Sound } from '../src/audio/sound.js';
import { Rng } from '../src/shared/rng.js';
import { bassLine, drumsWithGaps, rain, telephone, withPauses } from '../test/support/recordedSounds.js';

/** Debian's fluid-soundfont-gm. */
const FONT = '/usr/share/sounds/sf2/FluidR3_GM.sf2';
const RATE_HZ = 22_050;
const SECONDS = 6;

/** A content and a style, and what the transfer should sound like where that is known. */
export interface SoundPair {
  readonly name: string;
  readonly group: 'instruments' | 'speech' | 'noise' | 'recorded';
  readonly content: Sound;
  readonly style: Sound;
  /** The content's notes played on the style's instrument. */
  readonly truth?: Sound;
}

/** General MIDI programs, one or two of a family. */
const PROGRAMS = {
  piano: 0,
  marimba: 12,
  organ: 19,
  'nylon guitar': 24,
  'distorted guitar': 30,
  violin: 40,
  strings: 48,
  trumpet: 56,
  saxophone: 65,
  flute: 73,
  pad: 89,
  sitar: 104,
} as const;
type Instrument = keyof typeof PROGRAMS;

/** Every instrument is a content and a style at least once. */
const INSTRUMENT_PAIRS: readonly (readonly [Instrument, Instrument])[] = [
  ['piano', 'violin'],
  ['flute', 'distorted guitar'],
  ['trumpet', 'piano'],
  ['strings', 'marimba'],
  ['saxophone', 'nylon guitar'],
  ['nylon guitar', 'organ'],
  ['violin', 'trumpet'],
  ['marimba', 'flute'],
  ['organ', 'strings'],
  ['sitar', 'pad'],
  ['pad', 'saxophone'],
  ['distorted guitar', 'sitar'],
  ['piano', 'flute'],
  ['violin', 'nylon guitar'],
  ['trumpet', 'strings'],
  ['flute', 'piano'],
  ['saxophone', 'violin'],
  ['nylon guitar', 'piano'],
  ['organ', 'trumpet'],
  ['strings', 'distorted guitar'],
];

const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const DURATIONS_S = [0.2, 0.2, 0.4, 0.4, 0.8];
const STEPS = [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5];
const INTERVALS = [3, 4, 5, 7, 12];

/** A seeded tune over two octaves, with a second voice now and then. */
function phrase(seed: number): Note[] {
  const rng = new Rng(seed);
  const pick = <T>(values: readonly T[]): T => values[rng.integer(values.length)] as T;
  const key = rng.integer(12);
  const notes: Note[] = [];
  let pitch = 64;
  for (let startS = 0; startS < SECONDS; ) {
    const durationS = pick(DURATIONS_S);
    pitch = Math.min(76, Math.max(52, pitch + pick(STEPS)));
    while (!MAJOR.includes((pitch - key + 120) % 12)) pitch += 1;
    const note = { startS, durationS: 0.95 * durationS, velocity: 70 + rng.integer(45) };
    if (rng.uniform() > 0.12) notes.push({ ...note, pitch });
    if (rng.uniform() < 0.35) notes.push({ ...note, pitch: pitch - pick(INTERVALS), velocity: 70 });
    startS += durationS;
  }
  return notes;
}

/** Clicks of random size and length over a hiss, like a fire. */
function crackle(seed: number): Sound {
  const rng = new Rng(seed);
  const samples = rng.normals(SECONDS * RATE_HZ, 0.002);
  for (let start = 0; start < samples.length; start++) {
    if (rng.uniform() > 0.0015) continue;
    const decay = 0.9 + 0.08 * rng.uniform();
    let level = 0.1 * Math.exp(1.2 * rng.normal());
    for (let i = start; i < Math.min(samples.length, start + 300); i++) {
      samples[i] = samples[i]! + level * rng.normal();
      level *= decay;
    }
  }
  return { sampleRateHz: RATE_HZ, channels: [samples] };
}

/** Noise below some hundred hertz and above, coming and going, like waves on a beach. */
function waves(seed: number): Sound {
  const rng = new Rng(seed);
  let low = 0;
  const samples = Float32Array.from({ length: SECONDS * RATE_HZ }, (_, i) => {
    const white = rng.normal();
    low += 0.05 * (white - low);
    const swell = 0.55 + 0.45 * Math.sin((2 * Math.PI * i) / (2.3 * RATE_HZ));
    return 0.2 * swell * (low + 0.15 * swell * white);
  });
  return { sampleRateHz: RATE_HZ, channels: [samples] };
}

/** The first seconds of a sound, mixed to one channel. */
function shorten(sound: Sound): Sound {
  const { channels, sampleRateHz } = sound;
  const length = Math.min(lengthOf(sound), SECONDS * sampleRateHz);
  const mono = Float32Array.from({ length }, (_, i) => {
    return channels.reduce((sum, channel) => sum + channel[i]!, 0) / channels.length;
  });
  return { sampleRateHz, channels: [mono] };
}

async function render(seed: number, instrument: Instrument): Promise<Sound> {
  const folder = mkdtempSync(join(tmpdir(), 'nst-pairs-'));
  try {
    const path = join(folder, 'notes.wav');
    renderNotes(path, phrase(seed), PROGRAMS[instrument], { font: FONT, sampleRateHz: RATE_HZ });
    return shorten(await readSound(path));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Sounds as they come from microphones: gaps, pauses, low notes, a style at the rate of a telephone. */
async function* recordedPairs(voice: Sound, guitar: Sound): AsyncGenerator<SoundPair> {
  const strings = await render(300, 'strings');
  const steady = rain(SECONDS, RATE_HZ, 4);
  const contents = {
    drums: drumsWithGaps(SECONDS, RATE_HZ, 1),
    'speech with pauses': withPauses(voice, 2),
    'bass line': bassLine(SECONDS, RATE_HZ, 3),
  };
  const styles = {
    drums: { guitar, rain: steady },
    'speech with pauses': { strings, rain: steady },
    'bass line': { guitar, strings },
  };
  for (const [name, content] of Object.entries(contents)) {
    for (const [styleName, style] of Object.entries(styles[name as keyof typeof styles])) {
      yield { name: `${name}, ${styleName}`, group: 'recorded', content, style };
    }
  }
  yield { name: 'voice, guitar at 8 kHz', group: 'recorded', content: voice, style: await telephone(guitar) };
  yield { name: 'guitar, voice at 8 kHz', group: 'recorded', content: guitar, style: await telephone(voice) };
}

/** Makes the pairs, one after the other. */
export async function* soundPairs(): AsyncGenerator<SoundPair> {
  const voice = shorten(await readSound('fixtures/audio/voice.wav'));
  const guitar = shorten(await readSound('fixtures/audio/guitar.wav'));
  yield { name: 'voice, guitar', group: 'speech', content: voice, style: guitar };
  for (const [i, instrument] of (['strings', 'organ', 'flute'] as const).entries()) {
    const style = await render(300 + i, instrument);
    yield { name: `voice, ${instrument}`, group: 'speech', content: voice, style };
  }
  const noises = { fire: crackle(1), waves: waves(2) };
  for (const [noise, style] of Object.entries(noises)) {
    yield { name: `voice, ${noise}`, group: 'noise', content: voice, style };
    yield { name: `guitar, ${noise}`, group: 'noise', content: guitar, style };
  }
  yield* recordedPairs(voice, guitar);
  for (const [i, [from, to]] of INSTRUMENT_PAIRS.entries()) {
    const content = await render(100 + i, from);
    const truth = await render(100 + i, to);
    const style = await render(200 + i, to);
    yield { name: `${from}, ${to}`, group: 'instruments', content, style, truth };
  }
}
