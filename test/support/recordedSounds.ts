/** Sounds as recordings have them and renderings do not: gaps between drums, pauses of speech, a bass line, a low sample rate. */

import type { Sound } from '../../src/audio/sound.js';
import { resample } from '../../src/shared/dsp/resample.js';
import { Rng } from '../../src/shared/rng.js';

/** -76 dBFS: a quiet room, and a microphone. */
const ROOM_RMS = 10 ** (-76 / 20);

/** A drum: noise or a falling tone that dies away. */
interface Drum {
  readonly decayS: number;
  /** Of the tone, at first; 0 for none. */
  readonly hz: number;
  readonly noise: number;
}

const DRUMS = {
  kick: { decayS: 0.09, hz: 90, noise: 0.05 },
  snare: { decayS: 0.06, hz: 190, noise: 0.5 },
  hat: { decayS: 0.02, hz: 0, noise: 0.4 },
} as const satisfies Readonly<Record<string, Drum>>;

/** A beat of which every other half is silence, but for the room. */
const BEAT: readonly (readonly [beat: number, drum: keyof typeof DRUMS])[] = [
  [0, 'kick'],
  [0.5, 'hat'],
  [1, 'snare'],
  [2, 'kick'],
  [2.25, 'kick'],
  [3, 'snare'],
];
const BEATS = 4;
const BEAT_S = 0.42;

function addDrum(
  samples: Float32Array,
  first: number,
  { decayS, hz, noise }: Drum,
  rate: number,
  rng: Rng,
): void {
  const length = Math.min(samples.length - first, Math.round(8 * decayS * rate));
  let phase = 0;
  for (let i = 0; i < length; i++) {
    const t = i / rate;
    phase += (2 * Math.PI * hz * (1 + Math.exp(-t / 0.02))) / rate;
    const tone = hz > 0 ? 0.6 * Math.sin(phase) : 0;
    // Half a millisecond to the top: a stick is no switch.
    const rise = Math.min(1, t / 0.0005);
    samples[first + i] = samples[first + i]! + rise * Math.exp(-t / decayS) * (tone + noise * rng.normal());
  }
}

/** Drums with gaps, in a quiet room. */
export function drumsWithGaps(seconds: number, sampleRateHz: number, seed: number): Sound {
  const rng = new Rng(seed);
  const samples = rng.normals(Math.round(seconds * sampleRateHz), ROOM_RMS);
  for (let bar = 0; bar * BEATS * BEAT_S < seconds; bar++) {
    for (const [beat, drum] of BEAT) {
      const first = Math.round((bar * BEATS + beat + 0.2) * BEAT_S * sampleRateHz);
      if (first < samples.length) addDrum(samples, first, DRUMS[drum], sampleRateHz, rng);
    }
  }
  return levelled({ sampleRateHz, channels: [samples] });
}

/** A line of a plucked bass, 41 to 98 Hz, with a rest after every third note. */
export function bassLine(seconds: number, sampleRateHz: number, seed: number): Sound {
  const rng = new Rng(seed);
  const samples = rng.normals(Math.round(seconds * sampleRateHz), ROOM_RMS);
  const noteS = 0.3;
  for (let note = 0; note * noteS < seconds; note++) {
    if (note % 4 === 3) continue;
    const hz = 41.2 * 2 ** (rng.integer(16) / 12);
    const first = Math.round(note * noteS * sampleRateHz);
    const length = Math.min(samples.length - first, Math.round(0.95 * noteS * sampleRateHz));
    for (let i = 0; i < length; i++) {
      const t = i / sampleRateHz;
      const ends = Math.min(1, t / 0.004, (length - i) / (0.01 * sampleRateHz));
      let sum = 0;
      for (let k = 1; k <= 8; k++) sum += (Math.sin(2 * Math.PI * k * hz * t) * Math.exp(-t * (2 + k))) / k;
      samples[first + i] = samples[first + i]! + ends * sum;
    }
  }
  return levelled({ sampleRateHz, channels: [samples] });
}

/** A sound in which there is room noise only, now and then: fades of 10 ms lead there and back. */
export function withPauses({ channels, sampleRateHz }: Sound, seed: number): Sound {
  const rng = new Rng(seed);
  const [everyS, pauseS, fadeS] = [0.9, 0.35, 0.01];
  const pause = (x: Float32Array) =>
    x.map((value, i) => {
      const t = (i / sampleRateHz) % everyS;
      const inside = Math.min(t - (everyS - pauseS), everyS - t) / fadeS;
      return value * Math.min(1, Math.max(0, 1 - inside)) + ROOM_RMS * rng.normal();
    });
  return { sampleRateHz, channels: channels.map(pause) };
}

/** As a telephone has it: at 8 kHz. */
export async function telephone({ channels, sampleRateHz }: Sound): Promise<Sound> {
  const low: Float32Array[] = [];
  for (const channel of channels) low.push(await resample(channel, sampleRateHz, 8000));
  return { sampleRateHz: 8000, channels: low };
}

/** Harmonic notes at about -16 dBFS with digital silence between them. */
export function notesWithSilence(seconds: number, sampleRateHz: number): Sound {
  const pitchesHz = [220, 277.2, 0, 329.6, 246.9, 0];
  const noteS = 0.3;
  const samples = Float32Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, i) => {
    const t = i / sampleRateHz;
    const hz = pitchesHz[Math.floor(t / noteS) % pitchesHz.length]!;
    const within = t % noteS;
    const ends = Math.max(0, Math.min(1, within / 0.005, (noteS - within) / 0.02));
    let sum = 0;
    for (let k = 1; hz > 0 && k <= 12; k++) sum += Math.sin(2 * Math.PI * k * hz * t) / k;
    return 0.18 * ends * sum;
  });
  return { sampleRateHz, channels: [samples] };
}

/** A sound that never pauses: steady rain. */
export function rain(seconds: number, sampleRateHz: number, seed: number): Sound {
  let before = 0;
  const samples = new Rng(seed).normals(Math.round(seconds * sampleRateHz), 0.05).map((x) => {
    const difference = x - 0.6 * before;
    before = x;
    return difference;
  });
  return { sampleRateHz, channels: [samples] };
}

/** With its peak at -3 dBFS. */
function levelled({ channels, sampleRateHz }: Sound): Sound {
  const peak = channels.reduce((max, x) => x.reduce((m, v) => Math.max(m, Math.abs(v)), max), 0);
  return { sampleRateHz, channels: channels.map((x) => x.map((v) => (0.708 * v) / peak)) };
}
