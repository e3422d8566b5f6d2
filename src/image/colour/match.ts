import type { Gaussian } from '../../shared/linalg/gaussian.js';
import { applyMap, transportMatrix } from '../../shared/linalg/transport.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { colourStatistics } from './statistics.js';

/**
 * A direction in which colours vary with less than 1.5 of 255 levels holds rounding and compression noise:
 * stretching it to the target's spread would turn that noise into colours (a grey photograph would become
 * confetti). Such directions keep the little that they have.
 */
const NOISE_VARIANCE = (1.5 / 255) ** 2;

/**
 * The picture with its colours moved so that their mean and covariance become `target`'s; with the content's
 * statistics as the target and before the transfer, this lends a style the colours of the content.
 *
 * Colours are moved as little as can be. Gatys et al. 2017 ("Controlling perceptual factors in neural style transfer",
 * section 6) use T^1/2 S^-1/2 or Cholesky factors, which match the same moments but may turn hues.
 *
 * The mean always comes out right, the covariance wherever the picture varies at all: a grey picture stays
 * grey up to a tint. Values may leave 0..1; clamping here would spoil the moments.
 */
export function matchColours(picture: Picture, target: Gaussian): Picture {
  const { mean, covariance } = colourStatistics(picture);
  const matrix = transportMatrix(covariance, target.covariance, RGB, NOISE_VARIANCE);
  return { ...picture, pixels: applyMap({ centre: mean, matrix, mean: target.mean }, picture.pixels) };
}
