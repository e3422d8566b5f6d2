import { applyFit, type GuidedFit } from '../../shared/fields/guidedFilter.js';
import { type Gaussian, gaussianOf, mixGaussians } from '../../shared/linalg/gaussian.js';
import { type AffineMap, applyMap, transportMatrix } from '../../shared/linalg/transport.js';
import { lumaPlane } from '../../shared/pictures/luma.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { nearestSrgb, oklabOf } from '../colour/oklab.js';
import { combineWeights } from '../stageInputs.js';

/** Variance in Oklab that both sides are given: what is nearly flat is not stretched until its noise shows. About two levels of 255. */
const LEAST_VARIANCE = 0.008 ** 2;

/** Colours in Oklab, [height, width, 3]. */
export function oklabPixels({ pixels }: Picture): Float32Array {
  const out = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i += RGB) {
    const value = (c: number) => Math.min(1, Math.max(0, pixels[i + c]!));
    out.set(oklabOf([value(0), value(1), value(2)]), i);
  }
  return out;
}

/** Mean and covariance in Oklab of the part of a picture that counts. @param weights [height, width]; all alike, if left out */
export function oklabStatistics(picture: Picture, weights?: Float32Array): Gaussian {
  return gaussianOf(oklabPixels(picture), RGB, combineWeights(weights, picture.alpha));
}

/** The statistics of several styles at once, each with its share. */
export const mixStatistics = (parts: readonly Gaussian[], shares: readonly number[]): Gaussian =>
  mixGaussians(parts, shares);

/** The map in Oklab that gives one distribution of colours mean and covariance of another, moving colours as little as can be. */
export function colourMap(from: Gaussian, to: Gaussian): AffineMap {
  const widened = ({ covariance }: Gaussian) =>
    covariance.map((value, i) => value + (i % (RGB + 1) === 0 ? LEAST_VARIANCE : 0));
  const matrix = transportMatrix(widened(from), widened(to), RGB, 0);
  return { centre: from.mean, matrix, mean: to.mean };
}

/** A part of the content: where it is, as a function of brightness, so that it has the photograph's edges; and what becomes of its colours. */
export interface ColouredPart {
  /** Left out: everywhere. */
  readonly cover?: GuidedFit | undefined;
  readonly map: AffineMap;
}

/**
 * The content with each part's colours mapped; where parts meet, what they come to is mixed by how much a pixel belongs to each.
 *
 * @param parts at least one
 * @returns in 0..1, with the content's alpha
 */
export function transportColours(content: Picture, parts: readonly ColouredPart[]): Picture {
  const { width, height } = content;
  const lab = oklabPixels(content);
  const luma = lumaPlane(content.pixels, RGB);
  const sums = new Float32Array(lab.length);
  const totals = new Float32Array(width * height);
  for (const { cover, map } of parts) {
    const plane = cover && applyFit(cover, { width, height, data: luma }).data;
    const mapped = applyMap(map, lab);
    for (let i = 0; i < totals.length; i++) {
      const share = plane ? Math.min(1, Math.max(0, plane[i]!)) : 1;
      totals[i] = totals[i]! + share;
      for (let c = i * RGB; c < (i + 1) * RGB; c++) sums[c] = sums[c]! + share * mapped[c]!;
    }
  }
  const pixels = new Float32Array(lab.length);
  for (let i = 0; i < totals.length; i++) {
    const value = (c: number) => {
      return totals[i]! > 0 ? sums[i * RGB + c]! / totals[i]! : lab[i * RGB + c]!;
    };
    pixels.set(nearestSrgb([value(0), value(1), value(2)]), i * RGB);
  }
  return { ...content, pixels };
}
