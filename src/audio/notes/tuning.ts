import { peakOffset } from '../../shared/dsp/peakOffset.js';
import type { NoteSpectrum } from './noteSpectrum.js';
import { noteOfHz } from './pitchGrid.js';

/** Peaks between these speak for the tuning: below, bins are wide; above, partials of strings are sharp. */
const RANGE_HZ = { low: 100, high: 2000 };

/**
 * How far the notes of a sound are above those of A = 440 Hz, -0.5 .. 0.5 semitones: the mean direction of what the peaks of its
 * spectrum are off, by their power.
 */
export function tuningOf({
  spectrum: { frames, bins },
  amplitude,
  stft,
  sampleRateHz,
}: NoteSpectrum): number {
  const hzPerBin = sampleRateHz / stft.fftSamples;
  const [first, last] = [Math.ceil(RANGE_HZ.low / hzPerBin), Math.floor(RANGE_HZ.high / hzPerBin)];
  let [re, im] = [0, 0];
  for (let t = 0; t < frames; t++) {
    for (let b = first; b <= last; b++) {
      const [before, peak, after] = [-1, 0, 1].map((i) => amplitude[t * bins + b + i]! + 1e-9) as Triple;
      if (peak <= before || peak < after) continue;
      const angle = 2 * Math.PI * noteOfHz((b + binOffset(before, peak, after)) * hzPerBin);
      re += peak * peak * Math.cos(angle);
      im += peak * peak * Math.sin(angle);
    }
  }
  return Math.atan2(im, re) / (2 * Math.PI);
}

type Triple = [number, number, number];

/** Where a peak of a spectrum lies beside its middle bin, -0.5..0.5, by the logarithms of three bins. */
export function binOffset(before: number, peak: number, after: number): number {
  return peakOffset(Math.log(before), Math.log(peak), Math.log(after));
}
