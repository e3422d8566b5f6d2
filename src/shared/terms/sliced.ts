import { type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { integerParameter } from '../parameters/parameter.js';
import { Rng } from '../rng.js';
import { DISTRIBUTION_PARAMETERS, type DistributionSettings, distributionMatching } from './distribution.js';
import { term } from './term.js';

interface Settings extends DistributionSettings {
  readonly directions: number;
  readonly seed: number;
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/**
 * Random directions at right angles to each other, by Gram and Schmidt.
 *
 * @param channels their length
 * @param count at most `channels`
 * @returns [channels, count], by rows
 */
export function randomDirections(channels: number, count: number, seed: number): Float32Array {
  const rng = new Rng(seed);
  const directions: Float32Array[] = [];
  while (directions.length < count) {
    const draw = rng.normals(channels);
    for (const direction of directions) {
      const share = dot(draw, direction);
      draw.forEach((value, i) => {
        draw[i] = value - share * direction[i]!;
      });
    }
    const length = Math.sqrt(dot(draw, draw));
    directions.push(draw.map((value) => value / length));
  }
  return Float32Array.from(
    { length: channels * count },
    (_, i) => directions[i % count]![Math.floor(i / count)]!,
  );
}

/** Features along each direction, [n, h, w, directions]. */
function project(features: Tensor4D, { directions, seed }: Settings): Tensor4D {
  const [n, h, w, c] = features.shape;
  const count = Math.min(directions, c);
  const matrix = tf.tensor2d(randomDirections(c, count, seed), [c, count]);
  const rows = tf.reshape(features, [n * h * w, c]) as Tensor2D;
  return tf.reshape(tf.matMul(rows, matrix), [n, h, w, count]);
}

/**
 * Heitz, Vanhoey, Chambon & Belcour, "A Sliced Wasserstein Loss for Neural Texture Synthesis" (CVPR 2021), eq. 3: features,
 * seen along random directions, are distributed as the style's. They draw directions in each step; ours stay, at right angles to
 * each other, so that the loss is one function, and what values are pulled to is made anew every few evaluations.
 */
export const SLICED = term({
  help: 'features are distributed as in the style along all directions, not only channel by channel',
  source: 'Heitz, Vanhoey, Chambon & Belcour, CVPR 2021',
  side: 'style',
  media: ['pictures'],
  parameters: {
    ...DISTRIBUTION_PARAMETERS,
    directions: integerParameter(64, 1, 4096, 'directions in each layer, at most its channels'),
    seed: integerParameter(0, 0, 2 ** 32 - 1, 'of the directions'),
  },
  ...distributionMatching<Settings>(project),
});
