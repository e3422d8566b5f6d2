import { amplitudesOf, type Spectrum, Stft, type StftShape } from '../../shared/dsp/stft.js';

/** Long enough to tell two notes a semitone apart from 180 Hz on, by all but their first partials. */
const WINDOW_S = 0.093;

/** The amplitudes that notes are read from. */
export interface NoteSpectrum {
  readonly stft: StftShape;
  readonly sampleRateHz: number;
  readonly spectrum: Spectrum;
  /** [frames, bins]; that of a full-scale sine is 1. */
  readonly amplitude: Float32Array;
}

/** Reads a signal in frames of 93 ms, or the nearest power of two. */
export function noteSpectrum(signal: Float32Array, sampleRateHz: number, hopSamples: number): NoteSpectrum {
  const stft = { fftSamples: 2 ** Math.round(Math.log2(WINDOW_S * sampleRateHz)), hopSamples };
  const spectrum = new Stft(stft).analyse(signal);
  return { stft, sampleRateHz, spectrum, amplitude: amplitudesOf(spectrum, stft) };
}

/** Amplitude of a Hann window's main lobe `bins` beside a partial, which is 1 in its middle. */
export function lobe(bins: number): number {
  const x = Math.abs(bins);
  if (x < 1e-6) return 1;
  if (x >= 2) return 0;
  if (Math.abs(x - 1) < 1e-6) return 0.5;
  return Math.sin(Math.PI * x) / (Math.PI * x * (1 - x * x));
}

/** The sum of squares of a main lobe over bins: what a partial's power is spread to. */
export const LOBE_POWER = 1.5;
