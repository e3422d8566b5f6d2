/** What all metrics look at: mono, one rate, one level, so that neither file format nor loudness counts. */
import { resample } from '../../shared/dsp/resample.js';
import { amplitudesOf, Stft } from '../../shared/dsp/stft.js';
import type { Sound } from '../sound.js';

/** The rate that the published results were made at. */
export const METRIC_RATE_HZ = 22_050;
const RMS = 0.1;
const STFT = { fftSamples: 1024, hopSamples: 256 };

/** A spectrogram. */
export interface Spectrogram {
  readonly frames: number;
  readonly bins: number;
  /** [frames, bins]; that of a full-scale sine is 1. */
  readonly amplitude: Float32Array;
  readonly fftSamples: number;
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

/** Hann-windowed amplitudes of a signal at `METRIC_RATE_HZ`. */
export function spectrogramOf(signal: Float32Array, shape = STFT): Spectrogram {
  const spectrum = new Stft(shape).analyse(signal);
  const { frames, bins } = spectrum;
  return { frames, bins, amplitude: amplitudesOf(spectrum, shape), fftSamples: shape.fftSamples };
}
