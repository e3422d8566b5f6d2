import { type Scalar, type Tensor, type Tensor2D, tf } from '../../shared/engine/tf.js';
import { PITCH_CLASSES, PITCH_RANGE_HZ, PITCH_SHAPE, pitchClassBank } from './pitchClasses.js';
import { amplitudes, type GraphStft, graphStft } from './spectrogram.js';

/** Below the norm of any audible frame. */
const NORM_FLOOR = 1e-5;
/** What `pitchLoss` is for unrelated sounds, about. */
export const UNRELATED_PITCHES = 0.3;

/** The longer transform that pitches are read from, on the frames that lie inside `stft`; undefined if none does. */
export function pitchStft({ length, sampleRateHz }: GraphStft): GraphStft | undefined {
  const { fftSize, hopSize } = PITCH_SHAPE;
  const frames = Math.floor((length - fftSize) / hopSize) + 1;
  const bins = Math.min(fftSize / 2, Math.ceil((PITCH_RANGE_HZ.high * fftSize) / sampleRateHz)) + 1;
  return frames < 1 ? undefined : graphStft(PITCH_SHAPE, frames, sampleRateHz, bins);
}

/** Amplitude by pitch class, [frames, 12], of a waveform [1, length] that may be longer than the frames. */
export function chromagram(waveform: Tensor, { bins, ...stft }: GraphStft): Tensor2D {
  const covered = tf.slice(waveform, [0, 0], [1, stft.length]);
  const bank = pitchClassBank(stft.shape.fftSize, stft.sampleRateHz).subarray(0, bins * PITCH_CLASSES);
  return tf.matMul(amplitudes(covered, { bins, ...stft }), tf.tensor2d(bank, [bins, PITCH_CLASSES]));
}

/**
 * How much of the pitches is lost: 1 - the mean cosine of frames, those of the target weighted by their sums. 0 for equal
 * ones; loudness and octave do not matter.
 *
 * @param chroma [frames, 12]
 * @param target [frames, 12], not negative
 */
export function pitchLoss(chroma: Tensor2D, target: Tensor2D): Scalar {
  const weights = tf.sum(target, 1);
  const norm = (x: Tensor2D) => tf.sqrt(tf.add(tf.sum(tf.square(x), 1), NORM_FLOOR ** 2));
  const cosines = tf.div(tf.sum(tf.mul(chroma, target), 1), tf.mul(norm(chroma), norm(target)));
  const kept = tf.div(tf.sum(tf.mul(cosines, weights)), tf.add(tf.sum(weights), NORM_FLOOR));
  return tf.sub(1, kept) as Scalar;
}
