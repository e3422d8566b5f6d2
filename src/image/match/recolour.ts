import type { Gaussian } from '../../shared/linalg/gaussian.js';
import { applyMap, transportMatrix } from '../../shared/linalg/transport.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { colourStatistics } from '../colour/statistics.js';

/** A part of the content, and what it takes its colours from. */
export interface Recolouring {
  /** [height, width] of the content, in 0..1: how much of each pixel it makes up. */
  readonly plane: Float32Array;
  readonly style: Picture;
  /** [height, width] of the style: how much each pixel counts; all alike, if left out. */
  readonly weights: Float32Array | undefined;
}

/** Variance that colours of both sides are given: what is nearly flat is not stretched until its noise shows. */
const LEAST_VARIANCE = (6 / 255) ** 2;

function widened({ covariance }: Gaussian): Float64Array {
  return covariance.map((value, i) => value + (i % (RGB + 1) === 0 ? LEAST_VARIANCE : 0));
}

/** All colours as those of one part become the style's, mean and covariance, moved as little as can be. */
function colouredAs(content: Picture, { plane, style, weights }: Recolouring): Float32Array {
  const [from, to] = [colourStatistics(content, plane), colourStatistics(style, weights)];
  const matrix = transportMatrix(widened(from), widened(to), RGB, 0);
  return applyMap({ centre: from.mean, matrix, mean: to.mean }, content.pixels);
}

/**
 * The content with each part in the colours of the style's part that is like it; what no part makes up stays.
 *
 * @param parts whose planes add up to at most 1
 */
export function recolour(content: Picture, parts: readonly Recolouring[]): Picture {
  const pixels = new Float32Array(content.pixels.length);
  const remainder = new Float32Array(pixels.length / RGB).fill(1);
  for (const part of parts) {
    const colours = colouredAs(content, part);
    for (let i = 0; i < pixels.length; i++) {
      pixels[i]! += part.plane[Math.floor(i / RGB)]! * colours[i]!;
    }
    part.plane.forEach((value, pixel) => {
      remainder[pixel]! -= value;
    });
  }
  return {
    ...content,
    pixels: pixels.map((value, i) => value + remainder[Math.floor(i / RGB)]! * content.pixels[i]!),
  };
}
