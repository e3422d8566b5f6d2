import { type Tensor, type Tensor2D, tf } from '../../shared/engine/tf.js';
import type { GraphStft } from './spectrogram.js';

/** Shorter than most attacks. */
const STEP_S = 0.006;
/** A peak counts for 18 ms, a period of 55 Hz: low tones are no rows of hits. */
const PEAK_STEPS = 3;
/** Peaks stand out over the energy of 48 ms, two periods of the lowest string of a bass. */
const ENERGY_STEPS = 8;
/** Amplitudes below this do not count: 20 dB below the level that is worked at. */
const FLOOR = 0.01;
/**
 * How much it counts that peaks stand out, beside how high they are. The crest factor of a bass line in the sound of a guitar
 * rises by 3.9 dB with 0, and by 2.2 with 2.
 */
const CREST_SCALE = 2;

/**
 * Logarithms of peaks over time and how far they stand out over the energy around them, [steps, 2], of a waveform [1, length]. A peak
 * is the root of the mean eighth power: near the largest sample, and every sample near it has a part in it.
 */
export function peakLevels(waveform: Tensor, { lengthSamples, sampleRateHz }: GraphStft): Tensor2D {
  const step = Math.round(STEP_S * sampleRateHz);
  const steps = Math.floor(lengthSamples / step);
  const squares = tf.square(tf.reshape(tf.slice(waveform, [0, 0], [1, steps * step]), [steps, step]));
  const eighths = tf.mean(tf.square(tf.square(squares)), 1, true) as Tensor2D;
  const energies = tf.mean(squares, 1, true) as Tensor2D;
  const peaks = logRoot(runningMean(eighths, PEAK_STEPS), 8);
  const crest = tf.sub(
    logRoot(runningMean(eighths, ENERGY_STEPS), 8),
    logRoot(runningMean(energies, ENERGY_STEPS), 2),
  );
  return tf.concat([peaks, tf.mul(crest, CREST_SCALE)], 1) as Tensor2D;
}

/** Means of each step and those before it, as if there were silence before the first. @param rows [steps, 1] */
function runningMean(rows: Tensor2D, count: number): Tensor {
  const [steps] = rows.shape;
  const padded = tf.pad(rows, [
    [count - 1, 0],
    [0, 0],
  ]);
  const shifted = Array.from({ length: count }, (_, i) => tf.slice(padded, [i, 0], [steps, 1]));
  return tf.div(tf.addN(shifted), count);
}

/** The logarithm of a root of mean powers, with the floor. */
function logRoot(powers: Tensor, power: number): Tensor {
  return tf.div(tf.log(tf.add(powers, FLOOR ** power)), power);
}
