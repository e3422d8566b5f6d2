import { type Tensor3D, tf } from '../engine/tf.js';
import { gramMatrix } from '../losses/gram.js';
import { MEAN } from './blend.js';
import { meanSquaredDifference, stackRegions, statisticTerm } from './statistic.js';

/** Correlations of channels. */
export const GRAM = statisticTerm({
  help: 'correlations of features: the first definition of style; mostly means',
  source: 'Gatys, Ecker & Bethge, CVPR 2016; with masks: Gatys et al., CVPR 2017',
  blend: MEAN,
  measure: (features, weights) => stackRegions(features, weights, gramMatrix),
  distance: meanSquaredDifference,
  energy: (target: Tensor3D) => tf.mean(tf.square(target), [1, 2]),
});
