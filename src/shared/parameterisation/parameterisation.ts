import type { Tensor, Tensor4D } from '../engine/tf.js';

/** What the optimiser varies in place of the pixels: the optimum is the same, the way there is not. */
export interface Parameterisation {
  /** Shape of the variable. */
  readonly shape: readonly number[];
  /** The variable of a picture. @param pixels [height, width, channels] */
  encode(pixels: Float32Array): Float32Array;
  /** The inverse of `encode`, as tfjs ops, part of the objective. @returns [1, height, width, channels] */
  decode(variable: Tensor): Tensor4D;
  /** The inverse of `encode`, at once. @returns [height, width, channels] */
  render(variable: Float32Array): Float32Array;
}
