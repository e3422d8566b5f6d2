import { kaiserWindow } from './window.js';

/** Oversampling of BS.1770-4, annex 2: reads at most 0.7 dB low at half the sample rate, far less below. */
const FACTOR = 4;
/** Taps on each side of a sample; with the window below, the pass band is flat to 0.45 of the sample rate. */
const HALF_TAPS = 16;
const KAISER_BETA = 7;

/** Interpolation filters for the positions 1/4, 2/4, 3/4 between two samples, [3][2 * HALF_TAPS]. */
const PHASES: readonly Float64Array[] = [1, 2, 3].map((phase) => interpolator(phase / FACTOR));

/** Windowed sinc that reads the signal at `position` (0..1) after the sample at tap HALF_TAPS - 1. */
function interpolator(position: number): Float64Array {
  const resolution = 2 * HALF_TAPS * FACTOR + 1;
  const window = kaiserWindow(resolution, KAISER_BETA);
  const taps = Float64Array.from({ length: 2 * HALF_TAPS }, (_, k) => {
    const x = k - (HALF_TAPS - 1) - position;
    const w = window[Math.round((x + HALF_TAPS) * FACTOR)] as number;
    return (w * Math.sin(Math.PI * x)) / (Math.PI * x);
  });
  const sum = taps.reduce((a, b) => a + b, 0);
  return taps.map((tap) => tap / sum);
}

/**
 * The largest magnitude between each sample (included) and the next (excluded) of the band-limited signal, found
 * at four times the sample rate, [length].
 */
export function oversampledPeaks(signal: Float32Array): Float32Array {
  const length = signal.length;
  const padded = new Float32Array(length + 2 * HALF_TAPS);
  padded.set(signal, HALF_TAPS);
  const peaks = Float32Array.from(signal, Math.abs);
  for (const taps of PHASES) {
    for (let i = 0; i < length; i++) {
      let value = 0;
      for (let k = 0; k < taps.length; k++) {
        value += (taps[k] as number) * (padded[i + 1 + k] as number);
      }
      const peak = Math.abs(value);
      if (peak > (peaks[i] as number)) peaks[i] = peak;
    }
  }
  return peaks;
}

/** True peak in dBTP (BS.1770-4, annex 2) of all channels together. */
export function truePeakDb(channels: readonly Float32Array[]): number {
  const peak = channels.reduce(
    (most, channel) => oversampledPeaks(channel).reduce((a, b) => Math.max(a, b), most),
    0,
  );
  return 20 * Math.log10(peak);
}
