import { type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';

/** From a fast roll to half a bar (Antognini et al. 2019 use about the same). */
export const RHYTHM_LAGS_S = { shortest: 0.2, longest: 2 };
/** Below the variance of any band that is heard. */
const VARIANCE_FLOOR = 1e-4;
/** With fewer overlapping frames than this share of all, a correlation says nothing. */
const LEAST_OVERLAP = 0.5;

/** A range of lags, in frames. */
export interface LagRange {
  readonly first: number;
  readonly count: number;
}

/** The lags of 0.2 to 2 s as frames. */
export function lagsOf({ hopSamples, sampleRateHz }: { hopSamples: number; sampleRateHz: number }): LagRange {
  const frames = (seconds: number) => Math.round((seconds * sampleRateHz) / hopSamples);
  const first = frames(RHYTHM_LAGS_S.shortest);
  return { first, count: frames(RHYTHM_LAGS_S.longest) - first + 1 };
}

/**
 * The autocorrelation of every channel over time, as a share of its variance: 1 where the channel repeats itself. By
 * the power spectrum of the centred channel, padded with zeros (Wiener-Khinchin), which is products with constants only.
 * Each lag is divided by the number of frames that overlap at it, so the length of the sound does not count; lags with
 * less than half the frames are 0.
 *
 * @param features [1, 1, frames, channels]
 * @returns [lags, channels]
 */
export function autocorrelation(features: Tensor4D, lags: LagRange): Tensor2D {
  const [, , frames, channels] = features.shape;
  const rows = tf.reshape(features, [frames, channels]) as Tensor2D;
  const centred = tf.sub(rows, tf.mean(rows, 0, true)) as Tensor2D;
  const { basis, bins, inverse } = bases(frames, lags);
  const spectrum = tf.matMul(tf.tensor2d(basis, [2 * bins, frames]), tf.reshape(centred, [frames, channels]));
  const sums = tf.matMul(tf.tensor2d(inverse, [lags.count, 2 * bins]), tf.square(spectrum) as Tensor2D);
  const variance = tf.mean(tf.square(centred), 0, true);
  return tf.div(sums, tf.add(variance, VARIANCE_FLOOR)) as Tensor2D;
}

/**
 * Constants: `basis` [2 bins, frames], cosines and sines; `inverse` [lags, 2 bins], from squares of what they give to mean
 * products at each lag.
 */
function bases(frames: number, { first, count }: LagRange) {
  // Lags must not reach around the end.
  const size = 2 * Math.ceil((frames + first + count) / 2);
  const bins = size / 2 + 1;
  const angle = (2 * Math.PI) / size;
  const basis = new Float32Array(2 * bins * frames);
  const inverse = new Float32Array(count * 2 * bins);
  for (let k = 0; k < bins; k++) {
    for (let t = 0; t < frames; t++) {
      basis[k * frames + t] = Math.cos(angle * ((k * t) % size));
      basis[(bins + k) * frames + t] = Math.sin(angle * ((k * t) % size));
    }
    const share = (k === 0 || k === bins - 1 ? 1 : 2) / size;
    for (let i = 0; i < count; i++) {
      const overlap = frames - first - i;
      if (overlap < LEAST_OVERLAP * frames) continue;
      const weight = (share / overlap) * Math.cos(angle * ((k * (first + i)) % size));
      inverse[i * 2 * bins + k] = weight;
      inverse[i * 2 * bins + bins + k] = weight;
    }
  }
  return { basis, bins, inverse };
}
