import type { Tensor2D, Tensor4D } from '../../shared/engine/tf.js';
import type { GraphStft } from './spectrogram.js';

/** A fixed network that turns amplitudes into features. */
export interface SoundNetwork {
  readonly name: string;
  /** Names of its layers, in forward order. */
  readonly layers: readonly string[];
  /**
   * @param amplitude [frames, bins], a full-scale sine is 1
   * @param layers which features to compute
   * @returns features by layer, [1, 1, steps, channels]
   */
  features(amplitude: Tensor2D, stft: GraphStft, layers: readonly string[]): Record<string, Tensor4D>;
}
