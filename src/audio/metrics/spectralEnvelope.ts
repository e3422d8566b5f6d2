import { METRIC_RATE_HZ, type Spectrogram } from './analysis.js';

/** ISO 266 centres from 50 Hz to 10 kHz. */
export const THIRD_OCTAVES = { first: -13, count: 24 };
const FLOOR_POWER = 1e-10;

/** Long-term spectrum in dB by third octaves from 50 Hz to 10 kHz, [24]; bands without a bin take the one nearest. */
export function thirdOctavesDb({ frames, bins, fftSamples, amplitude }: Spectrogram): Float32Array {
  const power = new Float64Array(bins);
  amplitude.forEach((a, i) => {
    const bin = i % bins;
    power[bin] = power[bin]! + a ** 2 / frames;
  });
  const binOf = (hz: number) => (hz * fftSamples) / METRIC_RATE_HZ;
  return Float32Array.from({ length: THIRD_OCTAVES.count }, (_, i) => {
    const centre = 1000 * 2 ** ((THIRD_OCTAVES.first + i) / 3);
    const low = Math.min(bins - 1, Math.round(binOf(centre * 2 ** (-1 / 6))));
    const high = Math.min(bins, Math.max(low + 1, Math.round(binOf(centre * 2 ** (1 / 6)))));
    const mean = power.subarray(low, high).reduce((a, b) => a + b, 0) / (high - low);
    return 10 * Math.log10(mean + FLOOR_POWER);
  });
}

/** Root mean square difference of two long-term spectra, in dB. */
export function envelopeDistanceDb(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, x, i) => sum + (x - b[i]!) ** 2, 0) / a.length);
}

const THIRDS = 3;

/** Mean differences of third octaves in each octave from 63 Hz to 8 kHz, in dB, [8]. */
export function octaveDifferencesDb(a: Float32Array, b: Float32Array): number[] {
  return Array.from({ length: THIRD_OCTAVES.count / THIRDS }, (_, octave) => {
    const thirds = [0, 1, 2].map((i) => THIRDS * octave + i);
    return thirds.reduce((sum, i) => sum + a[i]! - b[i]!, 0) / THIRDS;
  });
}
