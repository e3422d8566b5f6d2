import { type Scalar, type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { gramMatrix } from './gram.js';
import { meanAndCovariance, meanAndDeviation } from './moments.js';
import { wassersteinDistance } from './wasserstein.js';

/** What is taken of features, whatever their places, and how two of it are compared. */
export interface StyleStatistic {
  /**
   * @param features [1, h, w, c]
   * @param weights [h, w] of mean 1: how much each position counts
   * @returns a matrix of a size that depends on c alone; that of several styles may be averaged
   */
  measure(features: Tensor4D, weights?: Tensor): Tensor2D;
  /** 0 for equal statistics. `target` is a constant. */
  distance(statistic: Tensor2D, target: Tensor2D): Scalar;
  /** The distance from a target [*, channels] to nothing at all, about: what distances are measured by. */
  energy(target: Float32Array, channels: number): number;
}

const SQUARED_DIFFERENCE = {
  distance: (a: Tensor2D, b: Tensor2D): Scalar => tf.mean(tf.squaredDifference(a, b)),
  energy: (target: Float32Array): number => squaresOf(target) / target.length,
};

function squaresOf(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return squares;
}

/** Mean square of a channel: its squared mean plus its variance, averaged over channels. */
function secondMoment(moments: Float32Array, channels: number): number {
  let variances = 0;
  for (let i = 0; i < channels; i++) variances += moments[channels + i * (channels + 1)]!;
  return (squaresOf(moments.subarray(0, channels)) + variances) / channels;
}

/**
 * - `gram`: correlations of channels (Gatys et al. 2016);
 * - `moments`: mean and deviation of each channel (Huang & Belongie 2017; Li et al. 2017): cheapest, loosest;
 * - `wasserstein`: the distance between the normal distributions with the features' mean and covariance (known from
 *   Crowson's style-transfer-pytorch): means and variations count alike, where a Gram matrix is mostly means.
 */
export const STYLE_STATISTICS: Readonly<Record<'gram' | 'moments' | 'wasserstein', StyleStatistic>> = {
  gram: { measure: gramMatrix, ...SQUARED_DIFFERENCE },
  moments: { measure: meanAndDeviation, ...SQUARED_DIFFERENCE },
  wasserstein: { measure: meanAndCovariance, distance: wassersteinDistance, energy: secondMoment },
};

/** A key of `STYLE_STATISTICS`. */
export type StyleStatisticName = keyof typeof STYLE_STATISTICS;

/**
 * What the distance of one layer is multiplied by. For Gram matrices the first two are the papers', whatever they
 * divide their matrices by:
 *
 * - `gatys`: 1/4: the sum of squares over 4 c^2 of matrices of mean products (Gatys et al. 2016, eq. 4);
 * - `seed`: 1/c^2: matrices divided by c h w, mean squared error (the PyTorch tutorial);
 * - `energy`: 1 / energy of the target: layers count alike.
 */
export type StyleNormalisation = 'gatys' | 'seed' | 'energy';

/** The factor for a target [*, channels]; 0 for a dead layer. @see StyleNormalisation */
export function styleFactor(
  normalisation: StyleNormalisation,
  statistic: StyleStatistic,
  target: Float32Array,
  channels: number,
): number {
  if (normalisation === 'gatys') return 1 / 4;
  if (normalisation === 'seed') return 1 / channels ** 2;
  const energy = statistic.energy(target, channels);
  return energy > 0 ? 1 / energy : 0;
}
