import { Stft } from '../../shared/dsp/stft.js';
import type { NoteSpectrum } from './noteSpectrum.js';

/** Frames that attacks are told by are so much shorter than those of notes. */
const SHORTER = 4;
/** An attack is not made more than 6 dB louder than the long frame that it begins in. */
const MOST = 2;
/** Power of a bin that is silence. */
const SILENCE = 1e-9;

/**
 * The level of a signal in short frames over that in the long ones that notes are read from, 0 .. 2, [frames]: long frames let
 * notes begin before they do and end after they have; this times their amplitudes does not.
 */
export function attackGains(signal: Float32Array, { spectrum, stft }: NoteSpectrum): Float32Array {
  const { fftSamples, hopSamples } = stft;
  const short = new Stft({ fftSamples: fftSamples / SHORTER, hopSamples }).analyse(signal);
  return Float32Array.from({ length: spectrum.frames }, (_, t) => {
    // Energy under a window, in bins that number and grow with its length.
    const ratio = (SHORTER ** 2 * energyOf(short, t)) / energyOf(spectrum, t);
    return Math.min(MOST, Math.sqrt(ratio));
  });
}

function energyOf({ re, im, bins }: NoteSpectrum['spectrum'], t: number): number {
  let sum = SILENCE * bins;
  for (let i = t * bins; i < (t + 1) * bins; i++) sum += re[i]! ** 2 + im[i]! ** 2;
  return sum;
}
