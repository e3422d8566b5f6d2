import { type Tensor2D, type Tensor3D, tf } from '../engine/tf.js';
import { meanAndCovariance } from '../losses/moments.js';
import { secondMoment, wassersteinDistance, wassersteinTarget } from '../losses/wasserstein.js';
import { GAUSSIAN } from './blend.js';
import { regionOf, stackRegions, statisticTerm } from './statistic.js';
import type { TensorsByName } from './term.js';

const regionsOf = ({ shape: [regions] }: Tensor3D) => Array.from({ length: regions }, (_, region) => region);

/** Stacks matrices [n, n] of the regions. */
const stacked = (matrices: readonly Tensor2D[]): Tensor3D =>
  tf.concat(
    matrices.map((matrix) => tf.reshape(matrix, [1, ...matrix.shape]) as Tensor3D),
    0,
  );

/** The distance of the normal distributions of features. */
export const WASSERSTEIN = statisticTerm({
  help: 'distance of the distributions of features: means and variations count alike',
  source: 'Olkin & Pukelsheim 1982; as a style loss in Crowson’s style-transfer-pytorch, 2021',
  blend: GAUSSIAN,
  measure: (features, weights) => stackRegions(features, weights, meanAndCovariance),
  prepare: (target): TensorsByName => {
    const parts = regionsOf(target).map((region) => wassersteinTarget(regionOf(target, region)));
    return {
      root: stacked(parts.map(({ root }) => root)),
      base: stacked(parts.map(({ base }) => base)),
      slope: stacked(parts.map(({ slope }) => slope)),
      traces: tf.concat(
        parts.map(({ trace }) => tf.reshape(trace, [1])),
        0,
      ),
    };
  },
  distance: (moments, target, { root, base, slope, traces }) =>
    tf.concat(
      regionsOf(moments).map((region) => {
        // One target may be that of a whole batch.
        const targetRegion = target.shape[0] === 1 ? 0 : region;
        const prepared = {
          root: regionOf(root as Tensor3D, targetRegion),
          base: regionOf(base as Tensor3D, targetRegion),
          slope: regionOf(slope as Tensor3D, targetRegion),
          trace: tf.reshape(tf.slice(traces as Tensor3D, [targetRegion], [1]), []),
        };
        return tf.reshape(
          wassersteinDistance(regionOf(moments, region), regionOf(target, targetRegion), prepared),
          [1],
        );
      }),
      0,
    ),
  energy: (target) =>
    tf.concat(
      regionsOf(target).map((region) => tf.reshape(secondMoment(regionOf(target, region)), [1])),
      0,
    ),
});
