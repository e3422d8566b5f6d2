import type { NetOps } from './netOps.js';
import { rootsOf } from './roots.js';

/**
 * How features of a picture are given the statistics of a style's:
 *
 * - `moments`: mean and deviation of each channel (AdaIN: Huang & Belongie, ICCV 2017);
 * - `whitening`: mean and covariance, by way of white features (WCT: Li et al., NIPS 2017);
 * - `transport`: the same, but features move as little as they can (Mroueh, Wasserstein style transfer, 2019), so that more of the
 *   picture is left.
 */
export const EXCHANGES = ['moments', 'whitening', 'transport'] as const;
/** One of `EXCHANGES`. */
export type Exchange = (typeof EXCHANGES)[number];

/** What is known of a style's features in one layer. */
export interface FeatureStatistics<T> {
  /** [1, c] */
  readonly mean: T;
  /** [c, c] */
  readonly covariance: T;
}

/** Added to each variance, as a share of the mean one: features have far fewer directions than channels. */
const RIDGE = 1e-3;
/** The same for features that do not vary at all. */
const LEAST_RIDGE = 1e-8;

/** Mean and covariance of rows, and the rows about their mean. @param rows [n, c] */
export function statisticsOf<T>(ops: NetOps<T>, rows: T): FeatureStatistics<T> & { readonly centred: T } {
  const mean = ops.columnMeans(rows);
  const centred = ops.sub(rows, mean);
  const covariance = ops.div(ops.matMul(ops.transpose(centred), centred), ops.rowCount(rows));
  return { mean, covariance, centred };
}

/**
 * Features with the statistics of a style.
 *
 * @param map [1, h, w, channels]
 * @param style of the same layer
 * @param strength [1, 1]: 0 leaves them as they are, 1 gives them all of it
 */
export function exchangeStatistics<T>(
  ops: NetOps<T>,
  map: T,
  style: FeatureStatistics<T>,
  {
    exchange,
    channels,
    strength,
  }: { readonly exchange: Exchange; readonly channels: number; readonly strength: T },
): T {
  const rows = ops.rows(map);
  const { covariance, centred } = statisticsOf(ops, rows);
  const covariances = ridged(ops, [covariance, style.covariance], channels);
  const moved = ops.add(EXCHANGE[exchange](ops, centred, covariances, channels), style.mean);
  return ops.asMap(ops.add(rows, ops.mul(ops.sub(moved, rows), strength)), map);
}

/**
 * What features that are centred are multiplied with, from the right, for an exchange at full strength: [c, c].
 *
 * @param covariances of the picture and of the style, [c, c] each
 */
export function exchangeMatrix<T>(
  ops: NetOps<T>,
  covariances: readonly [picture: T, style: T],
  { exchange, channels }: { readonly exchange: Exchange; readonly channels: number },
): T {
  return EXCHANGE[exchange](ops, ops.identity(channels), ridged(ops, covariances, channels), channels);
}

const ridged = <T>(ops: NetOps<T>, covariances: readonly [T, T], channels: number): readonly [T, T] => [
  withRidge(ops, covariances[0], channels),
  withRidge(ops, covariances[1], channels),
];

type Mover = <T>(
  ops: NetOps<T>,
  centred: T,
  covariances: readonly [picture: T, style: T],
  channels: number,
) => T;

/** Each moves centred features of the first covariance to those of the second. */
const EXCHANGE: Readonly<Record<Exchange, Mover>> = {
  moments: (ops, centred, covariances, channels) => {
    const [picture, style] = covariances.map((matrix) => variancesOf(ops, matrix, channels));
    return ops.mul(centred, ops.sqrt(ops.div(style!, picture!)));
  },
  whitening: (ops, centred, [picture, style], channels) => {
    const white = ops.matMul(centred, rootsOf(ops, picture, channels).inverseRoot);
    return ops.matMul(white, rootsOf(ops, style, channels).root);
  },
  transport: (ops, centred, [picture, style], channels) => {
    const { root, inverseRoot } = rootsOf(ops, picture, channels);
    const between = ops.matMul(ops.matMul(root, style), root);
    const middle = rootsOf(ops, between, channels).root;
    return ops.matMul(centred, ops.matMul(ops.matMul(inverseRoot, middle), inverseRoot));
  },
};

/** The diagonal, [1, c]. */
function variancesOf<T>(ops: NetOps<T>, covariance: T, channels: number): T {
  const means = ops.columnMeans(ops.mul(covariance, ops.identity(channels)));
  return ops.mul(means, ops.number(channels));
}

function withRidge<T>(ops: NetOps<T>, covariance: T, channels: number): T {
  const identity = ops.identity(channels);
  const meanVariance = ops.mul(ops.total(ops.mul(covariance, identity)), ops.number(RIDGE / channels));
  return ops.add(covariance, ops.mul(identity, ops.add(meanVariance, ops.number(LEAST_RIDGE))));
}
