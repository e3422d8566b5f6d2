import { type Tensor, tf } from '../engine/tf.js';
import type { Size } from '../pictures/picture.js';
import { resample } from '../pictures/resample.js';

/** How much each pixel of a picture counts, [height, width] in 0..1; undefined: all alike. */
export type PixelWeights = Float32Array | undefined;

/** Both weights at once. */
export function combineWeights(a: PixelWeights, b: PixelWeights): PixelWeights {
  if (!a || !b) return a ?? b;
  return a.map((value, i) => value * (b[i] as number));
}

/**
 * Weights of pixels as weights of a layer's positions: each position counts as much as the pixels it stands for.
 *
 * @param size of the picture
 * @param layer size of the layer
 * @returns [h, w] of mean 1; undefined where all count alike, also if nothing is left of a tiny region
 */
export function layerWeights(weights: PixelWeights, size: Size, layer: Size): Tensor | undefined {
  if (!weights) return undefined;
  const small = resample(weights, size, layer, 'triangle');
  const mean = small.reduce((sum, value) => sum + value, 0) / small.length;
  if (!(mean > 0)) return undefined;
  return tf.tensor2d(
    small.map((value) => value / mean),
    [layer.height, layer.width],
  );
}
