import { type Tensor2D, tf } from '../../shared/engine/tf.js';
import { compress, type GraphStft, melAmplitudes } from './spectrogram.js';

const BANDS = 64;
/** Moments that are seen together, and the time from one to the next: an attack and how it goes on. */
const MOMENTS = 4;
const STEP_S = 0.046;

/**
 * Compressed amplitudes of 64 mel bands at four moments, 46 ms apart, side by side: [frames - 3 steps, 256]. A Gram matrix of them
 * holds which bands sound together and after each other, and how loud; that of random filters over the same stretch of time is a
 * function of it, but for what their rectifiers add.
 */
export function patterns(amplitude: Tensor2D, stft: GraphStft): Tensor2D {
  const bands = compress(melAmplitudes(amplitude, stft, BANDS));
  const step = Math.max(1, Math.round((STEP_S * stft.sampleRateHz) / stft.shape.hopSamples));
  const rows = stft.frames - (MOMENTS - 1) * step;
  const moments = Array.from({ length: MOMENTS }, (_, i) => tf.slice(bands, [i * step, 0], [rows, BANDS]));
  return tf.concat(moments, 1) as Tensor2D;
}
