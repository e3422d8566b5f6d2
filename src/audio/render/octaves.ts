import { forPowers, stftOf } from '../../shared/dsp/blockStft.js';
import { decibels } from '../../shared/dsp/levels.js';
import type { LongSound } from '../sound.js';

/** Bins of 11 Hz: the lowest octave has two. */
const FRAME_S = 0.093;
/** The lowest octave is that around 31.25 Hz (ISO 266 calls it 31.5). */
export const LOWEST_OCTAVE_HZ = 31.25;

/** The octave that a frequency lies in, from 0; below the lowest it belongs to that. */
export function octaveOf(hz: number): number {
  return Math.max(0, Math.round(Math.log2(hz / LOWEST_OCTAVE_HZ)));
}

/** How many octaves a sample rate can carry at least the lower half of. */
export function octaveCount(sampleRateHz: number): number {
  return octaveOf(sampleRateHz / 2 / Math.SQRT2) + 1;
}

/** Mean power of the octaves of a sound, of all its channels together, in dB of an arbitrary level, from 22 Hz on. */
export function octaveLevelsDb({ channels, sampleRateHz }: LongSound): Float64Array {
  const stft = stftOf(FRAME_S, sampleRateHz);
  const hzPerBin = sampleRateHz / stft.fftSamples;
  const powers = new Float64Array(octaveCount(sampleRateHz));
  const octaves = Array.from({ length: stft.bins }, (_, bin) => octaveOf(bin * hzPerBin));
  const lowestBin = Math.ceil(LOWEST_OCTAVE_HZ / Math.SQRT2 / hzPerBin);
  let frames = 0;
  for (const channel of channels) {
    frames += stft.frameCount(channel.length);
    forPowers(channel, stft, (block) => {
      for (let start = 0; start < block.length; start += stft.bins) {
        for (let bin = lowestBin; bin < stft.bins; bin++) {
          const octave = octaves[bin]!;
          if (octave < powers.length) powers[octave] = powers[octave]! + block[start + bin]!;
        }
      }
    });
  }
  // Transforms of other lengths have other sums of squares.
  return powers.map((power) => decibels(power / frames / stft.fftSamples ** 2));
}
