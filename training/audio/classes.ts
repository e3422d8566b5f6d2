/** What sounds are told apart: General MIDI's programs, kinds of drums, of voices and of noise. */

/** Groups that accuracy is reported for; the first sixteen are General MIDI's families of eight programs. */
export const FAMILIES = [
  'piano',
  'chromatic percussion',
  'organ',
  'guitar',
  'bass',
  'strings',
  'ensemble',
  'brass',
  'reed',
  'pipe',
  'synth lead',
  'synth pad',
  'synth effects',
  'ethnic',
  'percussive',
  'sound effects',
  'drums',
  'speech',
  'noise',
] as const;
/** One of `FAMILIES`. */
export type Family = (typeof FAMILIES)[number];

/** How the sounds of a class are made. */
export type Source =
  | { readonly kind: 'program'; readonly program: number }
  | { readonly kind: 'drums'; readonly keys: readonly number[] }
  | { readonly kind: 'speech'; readonly voices: Voices }
  | { readonly kind: 'noise'; readonly noise: NoiseName };

/** Variants of espeak-ng's voices: those to learn from, and others to be tested with. */
export interface Voices {
  readonly learnt: readonly string[];
  readonly heldOut: readonly string[];
}

/** Kinds of noise. @see noises.ts */
export const NOISE_NAMES = ['hiss', 'rumble', 'rain', 'fire', 'wind', 'waves', 'hum', 'ticking'] as const;
/** One of `NOISE_NAMES`. */
export type NoiseName = (typeof NOISE_NAMES)[number];

/** One class. */
export interface SoundClass {
  readonly name: string;
  readonly family: Family;
  readonly source: Source;
}

const PROGRAMS = 128;
const PROGRAMS_IN_FAMILY = 8;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Keys of General MIDI's drum channel. */
const DRUMS: Readonly<Record<string, readonly number[]>> = {
  'kicks and toms': [35, 36, 41, 43, 45, 47, 48, 50],
  'snares and claps': [37, 38, 39, 40],
  cymbals: [42, 44, 46, 49, 51, 52, 53, 55, 57, 59],
  'small percussion': [54, 56, ...range(60, 81)],
};

const VOICES: Readonly<Record<string, Voices>> = {
  'low voice': {
    learnt: ['m1', 'm2', 'm3', 'm4', 'm5', 'adam', 'Andy', 'klatt'],
    heldOut: ['m6', 'm7', 'm8'],
  },
  'high voice': { learnt: ['f1', 'f2', 'f3', 'Annie', 'linda', 'belinda'], heldOut: ['f4', 'f5', 'anika'] },
  'whispering voice': { learnt: ['whisper'], heldOut: ['whisperf'] },
};

/** All classes, in the order of the network's outputs. */
export const CLASSES: readonly SoundClass[] = [
  ...range(0, PROGRAMS - 1).map(
    (program): SoundClass => ({
      name: `program ${program}`,
      family: FAMILIES[Math.floor(program / PROGRAMS_IN_FAMILY)]!,
      source: { kind: 'program', program },
    }),
  ),
  ...Object.entries(DRUMS).map(
    ([name, keys]): SoundClass => ({
      name,
      family: 'drums',
      source: { kind: 'drums', keys },
    }),
  ),
  ...Object.entries(VOICES).map(
    ([name, voices]): SoundClass => ({
      name,
      family: 'speech',
      source: { kind: 'speech', voices },
    }),
  ),
  ...NOISE_NAMES.map(
    (noise): SoundClass => ({ name: noise, family: 'noise', source: { kind: 'noise', noise } }),
  ),
];
