import { type Tensor, type Tensor2D, tf } from '../../shared/engine/tf.js';
import { PITCH_CLASSES, PITCH_RANGE_HZ, PITCH_SHAPE, pitchClassBank } from './pitchClasses.js';
import { amplitudes, type GraphStft, graphStft } from './spectrogram.js';

/** The longer transform that pitches are read from, on the frames that lie inside `stft`; undefined if none does. */
export function pitchStft({ lengthSamples: length, sampleRateHz }: GraphStft): GraphStft | undefined {
  const { fftSamples, hopSamples } = PITCH_SHAPE;
  const frames = Math.floor((length - fftSamples) / hopSamples) + 1;
  const bins = Math.min(fftSamples / 2, Math.ceil((PITCH_RANGE_HZ.high * fftSamples) / sampleRateHz)) + 1;
  return frames < 1 ? undefined : graphStft(PITCH_SHAPE, frames, sampleRateHz, bins);
}

/** Amplitude by pitch class, [frames, 12], of a waveform [1, length] that may be longer than the frames. */
export function chromagram(waveform: Tensor, { bins, ...stft }: GraphStft): Tensor2D {
  const covered = tf.slice(waveform, [0, 0], [1, stft.lengthSamples]);
  const bank = pitchClassBank(stft.shape.fftSamples, stft.sampleRateHz).subarray(0, bins * PITCH_CLASSES);
  return tf.matMul(amplitudes(covered, { bins, ...stft }), tf.tensor2d(bank, [bins, PITCH_CLASSES]));
}
