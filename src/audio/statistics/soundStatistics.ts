import type { Scalar, Tensor2D, Tensor4D } from '../../shared/engine/tf.js';
import { STYLE_STATISTICS, type StyleStatisticName } from '../../shared/losses/style.js';
import type { GraphStft } from '../features/spectrogram.js';
import { autocorrelation, lagsOf, rhythmDistance } from './autocorrelation.js';
import { frequencyEnvelopeDistance, meanPower } from './frequencyEnvelope.js';

/** What is taken of features over time, and how two of it are compared. */
export interface SoundStatistic {
  /**
   * @param features [1, h, steps, channels]
   * @returns a matrix of a size that does not depend on the number of steps; that of several windows may be averaged
   */
  measure(features: Tensor4D, stft: GraphStft): Tensor2D;
  /** 0 for equal statistics. `target` is a constant. */
  distance(statistic: Tensor2D, target: Tensor2D): Scalar;
}

/** A key of `SOUND_STATISTICS`. */
export type SoundStatisticName = StyleStatisticName | 'meanPower' | 'autocorrelation';

/** Those of pictures; and what only sound has: the mean spectrum, and repetition in time. */
export const SOUND_STATISTICS: Readonly<Record<SoundStatisticName, SoundStatistic>> = {
  gram: withoutTransform('gram'),
  moments: withoutTransform('moments'),
  wasserstein: withoutTransform('wasserstein'),
  meanPower: { measure: meanPower, distance: frequencyEnvelopeDistance },
  autocorrelation: {
    measure: (features, { shape: { hopSize }, sampleRateHz }) =>
      autocorrelation(features, lagsOf({ hopSize, sampleRateHz })),
    distance: rhythmDistance,
  },
};

function withoutTransform(name: StyleStatisticName): SoundStatistic {
  const { measure, distance } = STYLE_STATISTICS[name];
  return { measure: (features) => measure(features), distance };
}
