import type { Tensor, Tensor4D } from '../engine/tf.js';

/** How what is varied is seen: a medium's half of an objective. */
export interface View {
  /** Tells views apart that lead to different graphs: what is varied, its size, the network. */
  readonly key: string;
  /** Shape of the variable. */
  readonly shape: readonly number[];
  /**
   * Layers of what the variable stands for, as graph ops.
   *
   * @param variable of `shape`
   * @returns activations [n, h, w, c] by layer, of all layers asked for
   */
  see(variable: Tensor, layers: readonly string[]): Readonly<Record<string, Tensor4D>>;
}
