import { loudnessOfSignals } from '../shared/dsp/loudness.js';
import {
  foldSignal,
  isSameSignal,
  type Signal,
  signalOf,
  stretchesOf,
  wholeOf,
} from '../shared/dsp/signal.js';
import { NstError } from '../shared/errors.js';

/** Samples of one or two channels. */
export interface Sound {
  readonly sampleRateHz: number;
  /** One array a channel, equally long; full scale is -1..1. */
  readonly channels: readonly Float32Array[];
}

/** The same, wherever the samples lie: what is worked on, however long it is. */
export interface LongSound {
  readonly sampleRateHz: number;
  readonly channels: readonly Signal[];
}

/** Samples in memory, to be worked on. */
export function longSound({ sampleRateHz, channels }: Sound): LongSound {
  return { sampleRateHz, channels: channels.map(signalOf) };
}

/** All samples, in memory. */
export function soundInMemory({ sampleRateHz, channels }: LongSound): Sound {
  // What lies in scratch room is not there for long.
  return { sampleRateHz, channels: channels.map(wholeOf) };
}

/** Longer sounds are measured for people by so much of them: what is measured takes 1 MB for a second. */
const EXCERPT_S = 300;

/** A sound in memory; of one of more than five minutes those in its middle. */
export function excerptOf(sound: LongSound): Sound {
  const length = lengthOf(sound);
  const count = Math.min(length, Math.round(EXCERPT_S * sound.sampleRateHz));
  const first = (length - count) >> 1;
  return {
    sampleRateHz: sound.sampleRateHz,
    channels: sound.channels.map((channel) => channel.read(first, first + count)),
  };
}

/** What would stand in a sound file, for sounds that come another way. */
export interface SoundFile {
  /** What messages call it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The same, read part by part and as often as it is needed: for sounds that may be long. */
export interface SoundParts {
  /** What messages call it. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Bytes from a place on, fewer if there are not so many. */
  read(start: number, bytes: number): Uint8Array;
}

/** A sound: a file, what would stand in one, or samples. */
export type SoundSource = string | SoundFile | SoundParts | Sound;

/** Rates in use reach from telephone speech at half rate to 768 kHz converters. */
export const SAMPLE_RATES_HZ = { min: 4000, max: 768_000 };
/**
 * Full scale is 1. Files of floats may go beyond: 16-bit whole numbers that were stored as floats fit. Larger samples are
 * damage, and their energies soon are beyond what 32 bits hold.
 */
const LARGEST_SAMPLE = 2 ** 16;
/** Less than this holds no statistics worth transferring. */
const MINIMUM_S = 0.1;
const MAXIMUM_CHANNELS = 2;
/** Twice the noise of 16-bit dither; whatever moves less is a constant. */
const SMALLEST_DEVIATION = 5e-5;

/** Length of a sound in samples. */
export function lengthOf(sound: Sound | LongSound): number {
  return sound.channels[0]?.length ?? 0;
}

/**
 * Refuses sounds that cannot be worked on: no samples, a wild sample rate, more than two channels, channels of unequal
 * length, less than 0.1 s, samples that are no numbers or far beyond full scale, a constant (DC), silence.
 *
 * @param name what messages call the sound: a file name or the name of an option
 * @throws NstError NST_BAD_INPUT
 */
export function checkSound(sound: Sound, name: string): void {
  checkLongSound(longSound(sound), name);
}

/** The same of a sound that may be long. @throws NstError NST_BAD_INPUT */
export function checkLongSound(sound: LongSound, name: string): void {
  const fail = (text: string): never => {
    throw new NstError('NST_BAD_INPUT', `${name}: ${text}`);
  };
  checkShape(sound, fail);
  for (const channel of sound.channels) checkSamples(channel, fail);
  checkAudible(sound, fail);
}

function checkSamples(channel: Signal, fail: (text: string) => never): void {
  for (const { from, parts } of stretchesOf([channel])) {
    const bad = parts[0]!.findIndex((x) => !(Math.abs(x) <= LARGEST_SAMPLE));
    if (bad < 0) continue;
    const sample = parts[0]![bad]!;
    const expected = Number.isFinite(sample)
      ? `samples of at most ${LARGEST_SAMPLE} (full scale is 1)`
      : 'finite samples';
    fail(`expected ${expected}, found ${sample} at sample ${from + bad}; export the file again`);
  }
}

/** K-weighting hears the jump at the start of a constant, so loudness alone does not tell a constant from a sound. */
function checkAudible({ channels, sampleRateHz }: LongSound, fail: (text: string) => never): void {
  const moves = channels.some((channel) => deviationOf(channel) > SMALLEST_DEVIATION);
  if (moves && loudnessOfSignals(channels, sampleRateHz) > Number.NEGATIVE_INFINITY) return;
  const offset = Math.max(...channels.map((channel) => Math.abs(meanOf(channel))));
  if (offset > 10 * SMALLEST_DEVIATION) {
    fail(`expected a sound, found a constant (DC offset ${offset.toFixed(3)}) and nothing else`);
  }
  fail('expected a sound, found silence (nothing above -70 LUFS)');
}

function checkShape({ channels, sampleRateHz }: LongSound, fail: (text: string) => never): void {
  const length = channels[0]?.length ?? 0;
  const { min, max } = SAMPLE_RATES_HZ;
  if (channels.length === 0 || length === 0) fail('expected a sound, found no samples');
  if (channels.length > MAXIMUM_CHANNELS) {
    fail(`expected 1 or 2 channels, found ${channels.length}; mix it down to stereo first`);
  }
  if (channels.some((channel) => channel.length !== length)) fail('expected channels of equal length');
  if (!(sampleRateHz >= min && sampleRateHz <= max)) {
    fail(`expected a sample rate of ${min} to ${max} Hz, found ${sampleRateHz} Hz`);
  }
  if (length < MINIMUM_S * sampleRateHz) {
    const milliseconds = ((1000 * length) / sampleRateHz).toPrecision(3);
    fail(`expected at least ${1000 * MINIMUM_S} ms of sound, found ${Number(milliseconds)} ms`);
  }
}

function meanOf(signal: Signal): number {
  return foldSignal(signal, (sum, x) => sum + x, 0) / signal.length;
}

function deviationOf(signal: Signal): number {
  const mean = meanOf(signal);
  return Math.sqrt(foldSignal(signal, (sum, x) => sum + (x - mean) ** 2, 0) / signal.length);
}

/** Whether two sounds are the same to the last bit. */
export function isSameSound(a: LongSound, b: LongSound): boolean {
  return (
    a.sampleRateHz === b.sampleRateHz &&
    a.channels.length === b.channels.length &&
    a.channels.every((channel, c) => isSameSignal(channel, b.channels[c]!))
  );
}
