import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TRUNK_BANDS, TRUNK_INPUT } from '../../src/audio/features/trunk.js';
import { compressed } from '../../src/shared/dsp/compression.js';
import { applyMelBank, melBank } from '../../src/shared/dsp/mel.js';
import { amplitudesOf, Stft } from '../../src/shared/dsp/stft.js';
import { Rng } from '../../src/shared/rng.js';
import { CLASSES } from './classes.js';
import { makeClips, type Split } from './sources.js';

/** Frames of a clip, 1.5 s; what is learnt from is a random part of them. */
export const CLIP_FRAMES = 132;
/** Values of a clip, [CLIP_FRAMES, TRUNK_BANDS]. */
export const CLIP_SIZE = CLIP_FRAMES * TRUNK_BANDS;
/** Clips are made in parts of so many, each by a generator of its own. */
const CLIPS_IN_PART = 12;
/** Generators of classes, splits and parts are this far apart. */
const SEED_STRIDES = { label: 1000, heldOut: 1, part: 2 };
/** Compressed amplitudes up to 7.9 in eight bits; half a step is 0.14 dB of a loud band. */
const CODES_PER_UNIT = 32;
/** Root mean square that clips are brought to: some -23 dB of full scale, which is where transfers work. */
const CLIP_RMS = 0.07;
/** Renderings quieter than this are empty: the key has no sound in the soundfont. */
const SILENCE_RMS = 1e-4;

/** Clips of one class, as codes; `decodeClip` makes spectrograms of them. */
export interface ClipSet {
  readonly label: number;
  readonly codes: Uint8Array;
  readonly count: number;
}

const { sampleRateHz, fftSamples, hopSamples } = TRUNK_INPUT;
const CLIP_SAMPLES = (CLIP_FRAMES - 1) * hopSamples;
const stft = new Stft({ fftSamples, hopSamples });
const bank = melBank({ sampleRateHz, fftSamples, bands: TRUNK_BANDS });

/** Amplitudes of mel bands, [CLIP_FRAMES, TRUNK_BANDS]; a full-scale sine is 1. */
function melSpectrogram(samples: Float32Array): Float32Array {
  return applyMelBank(amplitudesOf(stft.analyse(samples), TRUNK_INPUT), bank, TRUNK_BANDS);
}

function encode(samples: Float32Array): Uint8Array | undefined {
  const rms = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
  if (rms < SILENCE_RMS) return undefined;
  const mel = melSpectrogram(samples.map((x) => (x * CLIP_RMS) / rms));
  return Uint8Array.from(mel, (a) => Math.min(255, Math.round(CODES_PER_UNIT * compressed(a))));
}

/** Compressed amplitudes of some frames of a clip, [frames, TRUNK_BANDS]; all of them, if left out. */
export function decodeClip({ codes }: ClipSet, clip: number, first = 0, frames = CLIP_FRAMES): Float32Array {
  const start = clip * CLIP_SIZE + first * TRUNK_BANDS;
  const values = new Float32Array(frames * TRUNK_BANDS);
  for (let i = 0; i < values.length; i++) values[i] = codes[start + i]! / CODES_PER_UNIT;
  return values;
}

/** Makes a part of a class's clips. @param label the class by its place in `CLASSES` */
export function makePart(label: number, split: Split, part: number): ClipSet {
  const { label: stride, heldOut, part: partStride } = SEED_STRIDES;
  const rng = new Rng(stride * (label + 1) + (split === 'heldOut' ? heldOut : 0) + partStride * part);
  const sounds = makeClips(CLASSES[label]!, split, CLIPS_IN_PART, CLIP_SAMPLES, rng);
  return setOf(label, Buffer.concat(sounds.flatMap((sound) => encode(sound) ?? [])));
}

const setOf = (label: number, codes: Uint8Array): ClipSet => ({
  label,
  codes,
  count: codes.length / CLIP_SIZE,
});

/** A part's codes: made, or read from where an earlier call left them. */
function partOf(folder: string, label: number, split: Split, part: number): Uint8Array {
  const path = join(folder, `${split}-${label}-${part}.bin`);
  if (!existsSync(path)) {
    writeFileSync(`${path}.part`, makePart(label, split, part).codes);
    renameSync(`${path}.part`, path);
  }
  return new Uint8Array(readFileSync(path));
}

/**
 * The clips of all classes, in the order of `CLASSES`.
 *
 * @param folder where clips are kept, so that they are made once
 * @param parts how many of each class
 * @param onClass hears how many classes are ready
 */
export function clipSets(
  folder: string,
  split: Split,
  parts: number,
  onClass: (done: number) => void,
): ClipSet[] {
  mkdirSync(folder, { recursive: true });
  return CLASSES.map((_, label) => {
    const all = Array.from({ length: parts }, (__, part) => partOf(folder, label, split, part));
    onClass(label + 1);
    return setOf(label, Buffer.concat(all));
  });
}
