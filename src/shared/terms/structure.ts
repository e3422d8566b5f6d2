import { type Tensor, type Tensor4D, tf } from '../engine/tf.js';
import { integerParameter } from '../parameters/parameter.js';
import { type TensorsByName, term } from './term.js';
import { PIXELS } from './totalVariation.js';

/** Deviation of brightness that counts as flat: two levels of 255. */
const FLAT = 8e-3;
/** Rec. 601, as in the structural similarity. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** Brightness, [n, h, w, 1]. */
function lumaOf(pixels: Tensor4D): Tensor4D {
  const [n, h, w] = pixels.shape;
  const weights = tf.tensor2d([...LUMA], [3, 1]);
  return tf.reshape(tf.matMul(tf.reshape(pixels, [n * h * w, 3]), weights), [n, h, w, 1]) as Tensor4D;
}

/** Means over whole windows. */
const windowMean = (x: Tensor, window: number) => tf.avgPool(x as Tensor4D, window, 1, 'valid') as Tensor4D;

/** Mean and deviation of each window. */
function momentsOf(luma: Tensor4D, window: number): { mean: Tensor4D; deviation: Tensor4D } {
  const mean = windowMean(luma, window);
  const variance = tf.relu(tf.sub(windowMean(tf.square(luma), window), tf.square(mean)));
  return { mean, deviation: tf.sqrt(tf.add(variance, FLAT ** 2)) as Tensor4D };
}

/** As many whole windows as there are pixels, at most. */
const windowFor = ({ shape: [, height, width] }: Tensor4D, window: number) => Math.min(window, height, width);

/**
 * One less the correlation of brightness with the content's in each window, in the mean by the content's own deviation: what the structural
 * similarity calls structure (Wang, Bovik, Sheikh & Simoncelli, IEEE TIP 2004). Any smooth change of tone leaves it at 0, stronger or weaker
 * detail too; what was brighter than its surroundings and becomes darker costs up to 2.
 */
export const STRUCTURE = term({
  help: 'what is brighter than its surroundings stays so: tones and contrast may change, patterns may not',
  source: 'Wang, Bovik, Sheikh & Simoncelli, IEEE Transactions on Image Processing, 2004',
  side: 'content',
  media: ['pictures'],
  parameters: {
    window: integerParameter(5, 3, 64, 'pixels a side that are compared'),
  },
  layers: () => [PIXELS],
  measure: (seen) => ({ luma: lumaOf(seen.layer(PIXELS)) }),
  prepare: (measured, p): TensorsByName => {
    const luma = measured.luma as Tensor4D;
    return { luma, ...momentsOf(luma, windowFor(luma, p.window)) };
  },
  loss: (seen, goal, p) => {
    const luma = lumaOf(seen.layer(PIXELS));
    const window = windowFor(luma, p.window);
    const { mean, deviation } = momentsOf(luma, window);
    const products = windowMean(tf.mul(luma, goal.luma!), window);
    const covariance = tf.sub(products, tf.mul(mean, goal.mean!));
    const correlation = tf.div(tf.add(covariance, FLAT ** 2), tf.mul(deviation, goal.deviation!));
    const weight = tf.div(goal.deviation!, tf.mean(goal.deviation!, [1, 2, 3], true));
    return tf.mean(tf.mul(tf.sub(1, correlation), weight), [1, 2, 3]);
  },
});
