import { type Gaussian, gaussianOf } from '../../shared/linalg/gaussian.js';
import { matrixRoot } from '../../shared/linalg/symmetric.js';
import { applyMap } from '../../shared/linalg/transport.js';
import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import type { Rng } from '../../shared/rng.js';

/**
 * Mean and covariance of a picture's sRGB values; transparent pixels count by their alpha.
 *
 * @param weights how much each pixel counts besides, [height, width]
 */
export function colourStatistics({ pixels, alpha }: Picture, weights?: Float32Array): Gaussian {
  const both = alpha && weights ? alpha.map((value, i) => value * weights[i]!) : (weights ?? alpha);
  return gaussianOf(pixels, RGB, both);
}

/**
 * A picture of independent pixels, drawn from the normal distribution with the given moments and clamped to
 * 0..1: noise in the colours of a style, to start an optimisation from.
 */
export function drawColours({ mean, covariance }: Gaussian, { width, height }: Size, rng: Rng): Picture {
  const noise = rng.normals(width * height * RGB);
  const map = { centre: new Float64Array(RGB), matrix: matrixRoot(covariance, RGB), mean };
  const pixels = applyMap(map, noise).map((value) => Math.min(1, Math.max(0, value)));
  return { width, height, pixels };
}
