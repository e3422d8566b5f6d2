import type { InputSpec, Objective } from '../../src/shared/engine/objective.js';
import { type Scalar, type Tensor4D, tf } from '../../src/shared/engine/tf.js';
import { gramMatrix } from '../../src/shared/losses/gram.js';
import type { OptimizerSpec } from '../../src/shared/optim/optimizerSpec.js';
import { Rng } from '../../src/shared/rng.js';

const square = (size: number, channels: number) => [1, size, size, channels];

/** A small network with everything that a real objective has: content and style terms of a picture and two targets. */
export function networkObjective(channels: number): Objective {
  const filters = new Rng(4).normals(9 * 3 * channels, 0.3);
  return ({ x, goal, style }) => {
    const kernel = tf.tensor4d(filters, [3, 3, 3, channels]);
    const features = (of: Tensor4D) => tf.maxPool(tf.relu(tf.conv2d(of, kernel, 1, 'same')), 2, 2, 'valid');
    const [fx, fg, fs] = [x, goal, style].map((of) => features(of as Tensor4D)) as [
      Tensor4D,
      Tensor4D,
      Tensor4D,
    ];
    return {
      content: tf.mean(tf.squaredDifference(fx, fg)) as Scalar,
      style: tf.mul(tf.mean(tf.squaredDifference(gramMatrix(fx), gramMatrix(fs))), 0.5) as Scalar,
    };
  };
}

/** The inputs of a network objective: the variable `x`, the frozen `goal` and `style`. */
export function networkInputs(size: number): Record<string, InputSpec> {
  const shape = square(size, 3);
  return {
    x: { shape, role: 'variable' },
    goal: { shape, role: 'frozen' },
    style: { shape, role: 'frozen' },
  };
}

/** Values for them. */
export function networkValues(size: number, seed: number): Record<'x' | 'goal' | 'style', Float32Array> {
  const rng = new Rng(seed);
  const picture = () => Float32Array.from({ length: size * size * 3 }, () => rng.uniform());
  return { x: picture(), goal: picture(), style: picture() };
}

/** The squared distance of `x` from `goal`, both vectors. */
export const distance: Objective = ({ x, goal }) => ({
  distance: tf.sum(tf.squaredDifference(x!, goal!)) as Scalar,
});

/** The inputs of `distance`. */
export function distanceInputs(length: number): Record<string, InputSpec> {
  return { x: { shape: [length], role: 'variable' }, goal: { shape: [length], role: 'frozen' } };
}

/** An objective that takes some milliseconds a step on one thread, of a picture `x` [1, 96, 96, 32]. */
export const slowObjective: Objective = ({ x }) => {
  const kernel = tf.tensor4d(new Rng(1).normals(9 * 32 * 32, 0.05), [3, 3, 32, 32]);
  const once = tf.relu(tf.conv2d(x as Tensor4D, kernel, 1, 'same'));
  return { value: tf.mean(tf.square(tf.conv2d(once, kernel, 1, 'same'))) as Scalar };
};

/** The input of the slow objective. */
export const SLOW_INPUTS: Record<string, InputSpec> = { x: { shape: square(96, 32), role: 'variable' } };

/** Where a minimisation of the slow objective starts. */
export const slowStart = (): Float32Array => new Rng(2).normals(96 * 96 * 32);

/** Adam, which never ends by itself. */
export const ADAM: OptimizerSpec = { kind: 'adam', stepSize: 0.05 };
