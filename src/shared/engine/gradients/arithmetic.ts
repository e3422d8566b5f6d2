import { type CumsumAttrs, type Tensor, tf } from '../tf.js';
import { registerGradient } from './gradient.js';

const bothInputs = { inputsToSave: ['a', 'b'] };

/** Sums a gradient over the axes along which its input was repeated. */
function unbroadcast(gradient: Tensor, shape: number[]): Tensor {
  const axes = tf.getReductionAxes(shape, gradient.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, shape);
}

/** tfjs forgets to sum over broadcast axes in these three. */
function registerBroadcasting(): void {
  const choices = { Maximum: tf.greaterEqual, Minimum: tf.lessEqual };
  for (const [kernelName, prefersA] of Object.entries(choices)) {
    registerGradient(kernelName, bothInputs, (dy, saved) => {
      const [a, b] = saved as [Tensor, Tensor];
      const takesA = () => tf.cast(prefersA(a, b), 'float32');
      return {
        a: () => unbroadcast(tf.mul(dy, takesA()), a.shape),
        b: () => unbroadcast(tf.mul(dy, tf.sub(1, takesA())), b.shape),
      };
    });
  }
  registerGradient('SquaredDifference', bothInputs, (dy, saved) => {
    const [a, b] = saved as [Tensor, Tensor];
    const slope = () => tf.mul(dy, tf.mul(tf.sub(a, b), 2));
    return { a: () => unbroadcast(slope(), a.shape), b: () => unbroadcast(tf.neg(slope()), b.shape) };
  });
}

/** Functions of two inputs that are flat wherever they do not leap. */
const FLAT = [
  'Equal',
  'NotEqual',
  'Greater',
  'Less',
  'LessEqual',
  'LogicalAnd',
  'LogicalOr',
  'FloorDiv',
] as const;

/**
 * tfjs has a gradient of zero for one comparison only and refuses the others; for a division that is rounded down it has that
 * of the division.
 */
function registerFlat(): void {
  for (const kernelName of FLAT) {
    registerGradient(kernelName, bothInputs, (_, saved) => {
      const [a, b] = saved as [Tensor, Tensor];
      return { a: () => tf.zeros(a.shape), b: () => tf.zeros(b.shape) };
    });
  }
  registerGradient('LogicalNot', { inputsToSave: ['x'] }, (_, saved) => {
    const [x] = saved as [Tensor];
    return { x: () => tf.zeros(x.shape) };
  });
}

/** Extremes, comparisons and running sums. */
export function registerArithmeticGradients(): void {
  registerBroadcasting();
  registerFlat();
  // tfjs transposes the result once too often unless the axis is the last.
  registerGradient<CumsumAttrs>('Cumsum', { inputsToSave: ['x'] }, (dy, _, { axis, exclusive, reverse }) => ({
    x: () => tf.cumsum(dy, axis, exclusive, !reverse),
  }));
}
