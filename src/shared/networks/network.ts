import type { Tensor4D } from '../engine/tf.js';

/** A fixed convolutional network that turns a picture into features. */
export interface Network {
  readonly name: string;
  /** Every layer that can be asked for, in forward order. */
  readonly layers: readonly string[];
  /**
   * One forward pass, no deeper than the deepest layer asked for.
   *
   * @param pixels [n, height, width, 3], sRGB in 0..1
   * @param layers names out of `this.layers`
   * @returns activations [n, h, w, channels] by layer name
   */
  features(pixels: Tensor4D, layers: readonly string[]): Record<string, Tensor4D>;
}
