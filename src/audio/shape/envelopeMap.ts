import type { Gaussian } from '../../shared/linalg/gaussian.js';
import { multiply, transpose } from '../../shared/linalg/square.js';
import { type AffineMap, transportMap } from '../../shared/linalg/transport.js';
import { MOMENT_BANDS as SIZE } from '../features/bands.js';
import { CEPSTRUM_SIZE, cepstralBasis } from '../features/cepstrum.js';

/**
 * Directions in which the content hardly moves are stretched little: this share of its mean variance is added to both
 * covariances. Another phrase of an instrument has other covariances; on 20 rendered pairs 0.3 comes nearer to the truth
 * than 0.02 (by 0.1 dB) and costs 0.02 of the timbre.
 */
const RIDGE = 0.3;

/** From cepstra to bands, all 40 of them; its transpose goes back. */
const BASIS = cepstralBasis(SIZE);
const TURNED = transpose(BASIS, SIZE);

/**
 * The map of logarithms of mel bands that takes the envelopes of one sound to those of another: the optimal transport of
 * their cepstra (`CEPSTRUM_SIZE`) as normal distributions; what is finer than that is shifted by the difference of the
 * means and moves as it did.
 *
 * @param from mean and covariance of the 40 bands of the content
 * @param to those of the style
 */
export function envelopeMap(from: Gaussian, to: Gaussian): AffineMap {
  const { matrix } = transportMap(cepstraOf(from), cepstraOf(to), RIDGE);
  const whole = Float64Array.from({ length: SIZE * SIZE }, (_, index) => {
    const [i, j] = [Math.floor(index / SIZE), index % SIZE];
    if (i < CEPSTRUM_SIZE && j < CEPSTRUM_SIZE) return matrix[i * CEPSTRUM_SIZE + j]!;
    return i === j ? 1 : 0;
  });
  return { centre: from.mean, matrix: multiply(multiply(BASIS, whole, SIZE), TURNED, SIZE), mean: to.mean };
}

/** The coarse cepstra of what has such bands. */
function cepstraOf({ mean, covariance }: Gaussian): Gaussian {
  const all = multiply(multiply(TURNED, covariance, SIZE), BASIS, SIZE);
  return {
    mean: Float64Array.from({ length: CEPSTRUM_SIZE }, (_, k) =>
      mean.reduce((sum, x, band) => sum + x * BASIS[band * SIZE + k]!, 0),
    ),
    covariance: Float64Array.from({ length: CEPSTRUM_SIZE ** 2 }, (_, index) => {
      return all[Math.floor(index / CEPSTRUM_SIZE) * SIZE + (index % CEPSTRUM_SIZE)]!;
    }),
  };
}
