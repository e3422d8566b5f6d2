import { type Tensor, type Tensor2D, tf } from '../../shared/engine/tf.js';
import { PITCH_CLASSES, PITCH_RANGE_HZ, PITCH_SHAPE, pitchClassBank } from './pitchClasses.js';
import { amplitudes, type GraphStft, graphStft } from './spectrogram.js';

/** How many frames of the longer transform that pitches are read from lie inside a window. @param length its samples */
export function pitchFrames(length: number): number {
  return Math.max(0, Math.floor((length - PITCH_SHAPE.fftSamples) / PITCH_SHAPE.hopSamples) + 1);
}

/** The longer transform that pitches are read from, on the frames that lie inside `stft`, at least one. */
export function pitchStft({ lengthSamples: length, sampleRateHz }: GraphStft): GraphStft {
  const { fftSamples } = PITCH_SHAPE;
  const bins = Math.min(fftSamples / 2, Math.ceil((PITCH_RANGE_HZ.high * fftSamples) / sampleRateHz)) + 1;
  return graphStft(PITCH_SHAPE, pitchFrames(length), sampleRateHz, bins);
}

/** Amplitude by pitch class, [frames, 12], of a waveform [1, length] that may be longer than the frames. */
export function chromagram(waveform: Tensor, { bins, ...stft }: GraphStft): Tensor2D {
  const covered = tf.slice(waveform, [0, 0], [1, stft.lengthSamples]);
  const bank = pitchClassBank(stft.shape.fftSamples, stft.sampleRateHz).subarray(0, bins * PITCH_CLASSES);
  return tf.matMul(amplitudes(covered, { bins, ...stft }), tf.tensor2d(bank, [bins, PITCH_CLASSES]));
}
