import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { add, apply, type Matrix3, mapEigenvalues, multiply, squareRoot } from './matrix3.js';
import { type ColourStatistics, colourStatistics } from './statistics.js';

/**
 * A direction in which colours vary with less than 1.5 of 255 levels holds rounding and compression noise:
 * stretching it to the target's spread would turn that noise into colours (a grey photograph would become
 * confetti). Such directions keep the little that they have.
 */
const NOISE_VARIANCE = (1.5 / 255) ** 2;

/**
 * The linear map A that carries colours of covariance `from` to covariance `to`:
 * A = S^-1/2 (S^1/2 T S^1/2)^1/2 S^-1/2, for S = `from` and T = `to`; the identity where `from` is but noise.
 *
 * Of all maps that do, it moves colours the least: it is the optimal transport between the two normal
 * distributions (Pitie & Kokaram 2007, "The linear Monge-Kantorovitch linear colour mapping"). Gatys et al. 2017
 * ("Controlling perceptual factors in neural style transfer", section 6) use T^1/2 S^-1/2 or Cholesky factors,
 * which match the same moments but may turn hues.
 */
export function colourMap(from: Matrix3, to: Matrix3): Matrix3 {
  const root = mapEigenvalues(from, (value) => (value > NOISE_VARIANCE ? Math.sqrt(value) : 0));
  const inverse = mapEigenvalues(from, (value) => (value > NOISE_VARIANCE ? 1 / Math.sqrt(value) : 0));
  const middle = squareRoot(multiply(multiply(root, to), root));
  const map = multiply(multiply(inverse, middle), inverse);
  return add(
    map,
    mapEigenvalues(from, (value) => (value > NOISE_VARIANCE ? 0 : 1)),
  );
}

/**
 * The picture with its colours moved so that their mean and covariance become `target`'s; with the content's
 * statistics as the target and before the transfer, this lends a style the colours of the content.
 *
 * The mean always comes out right, the covariance wherever the picture varies at all: a grey picture stays
 * grey up to a tint. Values may leave 0..1; clamping here would spoil the moments.
 */
export function matchColours(picture: Picture, target: ColourStatistics): Picture {
  const { mean, covariance } = colourStatistics(picture);
  const map = colourMap(covariance, target.covariance);
  const pixels = new Float32Array(picture.pixels.length);
  for (let i = 0; i < pixels.length; i += RGB) {
    const offset = (c: 0 | 1 | 2) => picture.pixels[i + c]! - mean[c];
    const moved = apply(map, [offset(0), offset(1), offset(2)]);
    for (let c = 0; c < RGB; c++) pixels[i + c] = target.mean[c]! + moved[c]!;
  }
  return { ...picture, pixels };
}
