/** Sounds made by formula, for nets to learn on where nobody has given any: voices, tunes, drums, noises, with pauses between. */
import { Rng } from '../../shared/rng.js';
import type { Sound } from '../sound.js';

const RATE_HZ = 22_050;
const SECONDS = 6;
/** -76 dBFS: a quiet room, and a microphone. */
const ROOM_RMS = 10 ** (-76 / 20);
/** Partials end below half the sample rate, and where they are not heard any more. */
const MOST_PARTIALS = 40;
/** Amplitudes of partials are found anew so often. */
const STEP = 128;

/** Frequencies of the first three formants of vowels, Hz (Peterson & Barney 1952, men). */
const VOWELS_HZ = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
] as const;
const FORMANT_WIDTHS_HZ = [90, 120, 170] as const;
const MAJOR = [0, 2, 4, 5, 7, 9, 11] as const;

const pick = <T>(rng: Rng, values: readonly T[]): T => values[rng.integer(values.length)]!;
const between = (rng: Rng, from: number, to: number) => from + (to - from) * rng.uniform();

/** What each kind of sound is made by: it adds to samples that hold the room already. */
type Source = (samples: Float32Array, rng: Rng) => void;

const SOURCES: readonly Source[] = [speak, speak, playTune, playTune, drum, rush];

/** Makes sounds that depend on nothing but their seed and number: kinds take turns. */
export function practiceSounds(count: number, seed: number): Sound[] {
  return Array.from({ length: count }, (_, i) => {
    const rng = new Rng(seed + 104_729 * (i + 1));
    const samples = rng.normals(SECONDS * RATE_HZ, ROOM_RMS);
    SOURCES[i % SOURCES.length]!(samples, rng);
    return { sampleRateHz: RATE_HZ, channels: [samples] };
  });
}

/** A tone of many partials. */
interface Tone {
  readonly first: number;
  readonly length: number;
  /** Of the fundamental, t from 0 to 1 in the tone. */
  hzAt(t: number): number;
  /** Of a partial by its number and frequency, t from 0 to 1, `seconds` from its beginning. */
  amplitudeAt(k: number, hz: number, t: number, seconds: number): number;
}

function addTone(samples: Float32Array, { first, length, hzAt, amplitudeAt }: Tone): void {
  const end = Math.min(samples.length, first + length);
  let phase = 0;
  for (let start = first; start < end; start += STEP) {
    const t = (start - first) / length;
    const hz = hzAt(t);
    const partials = Math.min(MOST_PARTIALS, Math.floor((0.45 * RATE_HZ) / hz));
    const amplitudes = Array.from({ length: partials }, (_, k) =>
      amplitudeAt(k + 1, (k + 1) * hz, t, (start - first) / RATE_HZ),
    );
    const stop = Math.min(end, start + STEP);
    for (let i = start; i < stop; i++) {
      phase += (2 * Math.PI * hz) / RATE_HZ;
      // sin(k p) by Chebyshev's recurrence: one sine and one cosine for all partials.
      const twice = 2 * Math.cos(phase);
      let before = 0;
      let sine = Math.sin(phase);
      let sum = 0;
      for (const amplitude of amplitudes) {
        sum += amplitude * sine;
        [before, sine] = [sine, twice * sine - before];
      }
      samples[i] = samples[i]! + sum;
    }
  }
}

/** Rises within the first share of a tone and falls in the last. */
const arch = (t: number, rise: number, fall: number) => Math.min(1, t / rise, (1 - t) / fall);

/** Syllables: a vowel that glides to another, now and then a hiss before it, pauses between words. */
function speak(samples: Float32Array, rng: Rng): void {
  const voiceHz = between(rng, 85, 260);
  const size = between(rng, 0.95, 1.25);
  const tilt = between(rng, 0.6, 1.4);
  for (let second = 0.1; second < SECONDS; ) {
    const lengthS = between(rng, 0.09, 0.28);
    if (rng.uniform() < 0.4) second += hiss(samples, rng, second);
    const [from, to] = [pick(rng, VOWELS_HZ), pick(rng, VOWELS_HZ)];
    const [startHz, endHz] = [voiceHz * between(rng, 0.85, 1.25), voiceHz * between(rng, 0.8, 1.15)];
    const loudness = between(rng, 0.05, 0.16);
    addTone(samples, {
      first: Math.round(second * RATE_HZ),
      length: Math.round(lengthS * RATE_HZ),
      hzAt: (t) => startHz + (endHz - startHz) * t,
      amplitudeAt: (k, hz, t) => {
        const formants = from.map((f, i) => {
          const centre = size * (f + (to[i]! - f) * t);
          return 1 / (1 + ((hz - centre) / FORMANT_WIDTHS_HZ[i]!) ** 2) / (i + 1);
        });
        const peak = formants.reduce((sum, x) => sum + x, 0.01);
        return loudness * arch(t, 0.2, 0.3) * peak * k ** -tilt * 3;
      },
    });
    second += lengthS + (rng.uniform() < 0.2 ? between(rng, 0.1, 0.45) : between(rng, 0, 0.04));
  }
}

/** A consonant: a burst of noise without low frequencies. @returns how long it is, s */
function hiss(samples: Float32Array, rng: Rng, second: number): number {
  const lengthS = between(rng, 0.03, 0.12);
  const loudness = between(rng, 0.005, 0.04);
  addNoise(
    samples,
    rng,
    { second, lengthS, colour: -between(rng, 0.3, 0.95) },
    (t) => loudness * arch(t, 0.2, 0.4),
  );
  return lengthS;
}

/** A stretch of noise; of a colour below 0 there is little bass, of one above 0 little treble. */
interface Noise {
  readonly second: number;
  readonly lengthS: number;
  /** -1..1, of the filter's one pole or zero. */
  readonly colour: number;
}

function addNoise(
  samples: Float32Array,
  rng: Rng,
  { second, lengthS, colour }: Noise,
  loudnessAt: (t: number) => number,
): void {
  const first = Math.round(second * RATE_HZ);
  const length = Math.round(lengthS * RATE_HZ);
  let memory = 0;
  for (let i = first; i < Math.min(samples.length, first + length); i++) {
    const white = rng.normal();
    const value = colour > 0 ? colour * memory + (1 - colour) * white : white + colour * memory;
    memory = colour > 0 ? value : white;
    samples[i] = samples[i]! + loudnessAt((i - first) / length) * value;
  }
}

/** Notes of a made-up instrument: how partials fall off, attack and decay are its own. */
function playTune(samples: Float32Array, rng: Rng): void {
  const isPlucked = rng.uniform() < 0.5;
  const slope = between(rng, 0.5, 2.2);
  const odd = rng.uniform() < 0.3 ? 0.1 : 1;
  const decay = between(rng, 1.5, 9);
  const bodyHz = between(rng, 400, 2500);
  const beatS = between(rng, 0.12, 0.35);
  const lowest = 40 + rng.integer(30);
  const vibrato = rng.uniform() < 0.4 ? 0.006 : 0;
  for (let second = 0.05; second < SECONDS; second += beatS * (1 + rng.integer(3))) {
    if (rng.uniform() < 0.15) continue;
    const voices = 1 + (rng.uniform() < 0.3 ? 1 + rng.integer(2) : 0);
    for (let voice = 0; voice < voices; voice++) {
      const pitch = lowest + 12 * rng.integer(2) + pick(rng, MAJOR);
      const hz0 = 440 * 2 ** ((pitch - 69) / 12);
      const loudness = between(rng, 0.04, 0.14);
      const lengthS = beatS * between(rng, 0.8, 2.5);
      addTone(samples, {
        first: Math.round(second * RATE_HZ),
        length: Math.round(lengthS * RATE_HZ),
        hzAt: (t) => hz0 * (1 + vibrato * Math.sin(2 * Math.PI * 5.5 * t * lengthS)),
        amplitudeAt: (k, hz, t, seconds) => {
          const body = 0.4 + 1 / (1 + ((hz - bodyHz) / 500) ** 2);
          const shape = isPlucked ? Math.exp(-seconds * decay * (1 + 0.1 * k)) : 1;
          return (
            loudness * arch(t, isPlucked ? 0.01 : 0.15, 0.08) * shape * body * k ** -slope * (k % 2 ? 1 : odd)
          );
        },
      });
    }
  }
}

/** Strokes: noise or a falling tone that dies away. */
function drum(samples: Float32Array, rng: Rng): void {
  const beatS = between(rng, 0.14, 0.4);
  const kit = Array.from({ length: 3 }, () => ({
    decayS: between(rng, 0.02, 0.12),
    hz: between(rng, 55, 320),
    tone: rng.uniform() < 0.6 ? between(rng, 0.1, 0.4) : 0,
    noise: between(rng, 0.02, 0.25),
    colour: between(rng, -0.9, 0.8),
  }));
  for (let second = 0.1; second < SECONDS; second += beatS) {
    if (rng.uniform() < 0.25) continue;
    const { decayS, hz, tone, noise, colour } = pick(rng, kit);
    const lengthS = 6 * decayS;
    const dying = (t: number) => Math.exp(-6 * t) * Math.min(1, (t * lengthS) / 0.001);
    addNoise(samples, rng, { second, lengthS, colour }, (t) => noise * dying(t));
    addTone(samples, {
      first: Math.round(second * RATE_HZ),
      length: Math.round(lengthS * RATE_HZ),
      hzAt: (t) => hz * (1 + Math.exp(-30 * t)),
      amplitudeAt: (k, _, t) => tone * dying(t) * 4 ** (1 - k),
    });
  }
}

/** A noise that comes and goes. */
function rush(samples: Float32Array, rng: Rng): void {
  const [swellHz, depth, loudness] = [between(rng, 0.2, 4), between(rng, 0, 0.9), between(rng, 0.03, 0.15)];
  const noise = { second: 0, lengthS: SECONDS, colour: between(rng, -0.9, 0.95) };
  addNoise(samples, rng, noise, (t) => {
    const swell = 1 - depth * (0.5 + 0.5 * Math.sin(2 * Math.PI * swellHz * t * SECONDS));
    return (loudness * swell) / (noise.colour > 0 ? 1 - noise.colour : 1);
  });
}
