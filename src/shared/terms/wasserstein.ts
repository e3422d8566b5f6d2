import { type Tensor, type Tensor2D, type Tensor3D, tf } from '../engine/tf.js';
import type { Matrices } from '../losses/matrixRoot.js';
import { meanAndCovariance } from '../losses/moments.js';
import { secondMoment, wassersteinDistance, wassersteinTarget } from '../losses/wasserstein.js';
import { GAUSSIAN } from './blend.js';
import { stackRegions, statisticTerm } from './statistic.js';
import type { TensorsByName } from './term.js';

/** The matrix of the only region, [rows, c], which is multiplied faster than a stack of one; else the stack as it is. */
function matricesOf(stack: Tensor3D, regions: number): Matrices {
  const [, rows, channels] = stack.shape;
  if (regions > 1) return stack;
  return tf.reshape(stack, [rows, channels]) as Tensor2D;
}

/** A matrix as a stack of one, or a stack as it is. */
const stackOf = (matrices: Matrices): Tensor =>
  matrices.shape.length === 2 ? tf.reshape(matrices, [1, ...matrices.shape]) : matrices;

/** Numbers of regions, [regions]. */
const listOf = (numbers: Tensor): Tensor => tf.reshape(numbers, [-1]);

/** The distance of the normal distributions of features. Roots of all regions are found together: they are one graph. */
export const WASSERSTEIN = statisticTerm({
  help: 'distance of the distributions of features: means and variations count alike',
  source: 'Olkin & Pukelsheim 1982; as a style loss in Crowson’s style-transfer-pytorch, 2021',
  blend: GAUSSIAN,
  measure: (features, weights) => stackRegions(features, weights, meanAndCovariance),
  prepare: (target): TensorsByName => {
    const { root, base, slope, trace } = wassersteinTarget(matricesOf(target, target.shape[0]));
    return { root: stackOf(root), base: stackOf(base), slope: stackOf(slope), traces: listOf(trace) };
  },
  // One target may be that of a whole batch: it is then compared with each.
  distance: (moments, target, { root, base, slope, traces }) => {
    const regions = moments.shape[0];
    const prepared = {
      root: matricesOf(root as Tensor3D, regions),
      base: matricesOf(base as Tensor3D, regions),
      slope: matricesOf(slope as Tensor3D, regions),
      trace: regions === 1 ? tf.reshape(traces!, []) : traces!,
    };
    return listOf(wassersteinDistance(matricesOf(moments, regions), matricesOf(target, regions), prepared));
  },
  energy: (target: Tensor3D) => listOf(secondMoment(matricesOf(target, target.shape[0]))),
});
