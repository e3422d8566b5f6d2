/** What nets of bands are told of a sound: its levels, and how far they are from what is usual in it. */
import type { Signal } from '../../shared/dsp/signal.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import { type Gaussian, GaussianSums } from '../../shared/linalg/gaussian.js';
import { BAND_INPUT } from '../../shared/stylise/bandNet.js';
import { MOMENT_BANDS } from '../features/bands.js';
import type { SpectralShaper } from '../shape/spectralShape.js';
import { audibleFrames } from '../transfer/audible.js';

/** Mean and standard deviation of the levels of each band. */
export interface BandStatistics {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** In neper of power: a band that hardly moves is not stretched without end. */
const LEAST_DEVIATION = 0.3;
/** Samples that are read at a time: half a minute. */
const STRETCH = 2 ** 19;

/** The diagonal of a distribution. */
export const statisticsOf = ({ mean, covariance }: Gaussian): BandStatistics => ({
  mean: Float32Array.from(mean),
  deviation: Float32Array.from(mean, (_, i) =>
    Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, covariance[i * (mean.length + 1)]!))),
  ),
});

/** Those of the frames of a whole signal that are heard, read stretch by stretch. */
export function bandStatistics(signal: Signal, shaper: SpectralShaper): BandStatistics {
  const sums = new GaussianSums(MOMENT_BANDS);
  for (let from = 0; from < signal.length; from += STRETCH) {
    const levels = shaper.logMel(signal.read(from, Math.min(signal.length, from + STRETCH)));
    sums.add(levels, audibleFrames(levels));
  }
  return statisticsOf(sums.gaussian());
}

/** The inputs of a net. @param levels [frames * bands] */
export function bandInputs(
  levels: Float32Array,
  { mean, deviation }: BandStatistics,
): Record<string, ArrayValue> {
  const shape = [1, levels.length / mean.length, 1, mean.length];
  const normalised = levels.map((level, i) => {
    const band = i % mean.length;
    return (level - mean[band]!) / deviation[band]!;
  });
  return {
    [BAND_INPUT.levels]: { shape, data: levels },
    [BAND_INPUT.normalised]: { shape, data: normalised },
  };
}
