/** What all metrics look at: mono, one rate, one level, so that neither file format nor loudness counts. */
import { resample } from '../../shared/dsp/resample.js';
import { magnitudeOf, Stft } from '../../shared/dsp/stft.js';
import type { Sound } from '../sound.js';

/** The rate that the published results were made at. */
export const METRIC_RATE_HZ = 22_050;
const RMS = 0.1;
const STFT = { fftSize: 1024, hopSize: 256 };

/** A magnitude spectrogram. */
export interface Spectrogram {
  readonly frames: number;
  readonly bins: number;
  /** [frames, bins] */
  readonly magnitude: Float32Array;
  readonly fftSize: number;
}

/** The mean of the channels at 22.05 kHz with an RMS of 0.1. */
export async function metricSignal({ channels, sampleRateHz }: Sound): Promise<Float32Array> {
  const [first = new Float32Array(1)] = channels;
  const mono = first.map((_, i) => channels.reduce((sum, c) => sum + c[i]!, 0) / channels.length);
  const signal = await resample(mono, sampleRateHz, METRIC_RATE_HZ);
  const power = signal.reduce((sum, x) => sum + x * x, 0) / signal.length;
  const gain = power > 0 ? RMS / Math.sqrt(power) : 0;
  return signal.map((x) => x * gain);
}

/** Hann-windowed magnitudes of a signal at `METRIC_RATE_HZ`. */
export function spectrogramOf(signal: Float32Array, shape = STFT): Spectrogram {
  const spectrum = new Stft(shape).analyse(signal);
  const { frames, bins } = spectrum;
  return { frames, bins, magnitude: magnitudeOf(spectrum), fftSize: shape.fftSize };
}
