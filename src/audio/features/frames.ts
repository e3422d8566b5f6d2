/** What the frames of a window hold, read without an engine: the same as the layers of those names have. */
import { compressed } from '../../shared/dsp/compression.js';
import { RealFft } from '../../shared/dsp/fft.js';
import { sinePeak } from '../../shared/dsp/stft.js';
import { ENERGY_FLOOR } from './soundView.js';
import { type GraphStft, MODULUS_FLOOR } from './spectrogram.js';

/**
 * ln(mean power + floor) of each frame, [frames]: by Parseval's theorem from the samples, so that nothing is transformed. Bins are those from
 * 0 Hz to half the sample rate, of which the first and the last stand for themselves and each other one for two.
 *
 * @param samples [lengthSamples]
 */
export function frameEnergies(samples: Float32Array, { shape, frames, basis }: GraphStft): Float32Array {
  const { fftSamples, hopSamples } = shape;
  const bins = fftSamples / 2 + 1;
  const scale = 1 / sinePeak(shape) ** 2;
  const energies = new Float32Array(frames);
  for (let t = 0; t < frames; t++) {
    const start = t * hopSamples;
    let squares = 0;
    let even = 0;
    let odd = 0;
    for (let k = 0; k < fftSamples; k += 2) {
      const x = basis.window[k]! * samples[start + k]!;
      const y = basis.window[k + 1]! * samples[start + k + 1]!;
      squares += x * x + y * y;
      even += x;
      odd += y;
    }
    // (even + odd)^2 + (even - odd)^2: the power at 0 Hz and at half the sample rate.
    const sum = (fftSamples * squares + 2 * (even * even + odd * odd)) / 2;
    energies[t] = Math.log((sum * scale) / bins + MODULUS_FLOOR + ENERGY_FLOOR);
  }
  return energies;
}

/** Compressed amplitudes of each frame, [frames, bins]. @param samples [lengthSamples] */
export function frameLevels(samples: Float32Array, { shape, frames, basis }: GraphStft): Float32Array {
  const { fftSamples, hopSamples } = shape;
  const fft = new RealFft(fftSamples);
  const scale = 1 / sinePeak(shape);
  const frame = new Float64Array(fftSamples);
  const [re, im] = [new Float64Array(fft.bins), new Float64Array(fft.bins)];
  const levels = new Float32Array(frames * fft.bins);
  for (let t = 0; t < frames; t++) {
    for (let k = 0; k < fftSamples; k++) frame[k] = basis.window[k]! * samples[t * hopSamples + k]!;
    fft.forward(frame, re, im);
    for (let bin = 0; bin < fft.bins; bin++) {
      const amplitude = Math.hypot(re[bin]!, im[bin]!) * scale;
      levels[t * fft.bins + bin] = compressed(Math.sqrt(amplitude ** 2 + MODULUS_FLOOR));
    }
  }
  return levels;
}
