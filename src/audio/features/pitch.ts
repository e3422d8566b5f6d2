import { type Tensor, type Tensor2D, tf } from '../../shared/engine/tf.js';
import { PITCH_CLASSES, PITCH_RANGE_HZ, PITCH_SHAPE, pitchClassBank } from './pitchClasses.js';
import { amplitudesByParity, type GraphStft, graphStft } from './spectrogram.js';

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
  const { even, odd } = amplitudesByParity(covered, { bins, ...stft });
  const bank = pitchClassBank(stft.shape.fftSamples, stft.sampleRateHz);
  const columns = even.shape[1];
  const rowsOf = (parity: 0 | 1) => {
    const rows = Array.from({ length: columns }, (_, i) => 2 * i + parity);
    // What is beyond the bins that were asked for counts for nothing.
    const valuesOf = (bin: number) =>
      bin < bins
        ? [...bank.subarray(bin * PITCH_CLASSES, (bin + 1) * PITCH_CLASSES)]
        : Array<number>(PITCH_CLASSES).fill(0);
    return tf.tensor2d(Float32Array.from(rows.flatMap(valuesOf)), [columns, PITCH_CLASSES]);
  };
  return tf.add(tf.matMul(even, rowsOf(0)), tf.matMul(odd, rowsOf(1))) as Tensor2D;
}
