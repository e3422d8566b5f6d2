import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import type { Rng } from '../../shared/rng.js';
import { apply, type Matrix3, squareRoot, type Vector3 } from './matrix3.js';

/** First and second moments of a picture's sRGB values. */
export interface ColourStatistics {
  readonly mean: Vector3;
  /** Of the population: divided by the number of pixels. */
  readonly covariance: Matrix3;
}

/** Calls `visit` with the colour and weight (alpha) of every pixel. */
function eachPixel(picture: Picture, visit: (r: number, g: number, b: number, weight: number) => void): void {
  const { pixels, alpha } = picture;
  for (let i = 0; i < pixels.length; i += RGB) {
    const weight = alpha ? alpha[i / RGB]! : 1;
    visit(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!, weight);
  }
}

/** Mean and covariance of the colours; transparent pixels count by their alpha. */
export function colourStatistics(picture: Picture): ColourStatistics {
  let [total, r0, g0, b0] = [0, 0, 0, 0];
  eachPixel(picture, (r, g, b, weight) => {
    total += weight;
    r0 += weight * r;
    g0 += weight * g;
    b0 += weight * b;
  });
  const mean: Vector3 = [r0 / total, g0 / total, b0 / total];
  let [rr, rg, rb, gg, gb, bb] = [0, 0, 0, 0, 0, 0];
  eachPixel(picture, (r, g, b, weight) => {
    const [dr, dg, db] = [r - mean[0], g - mean[1], b - mean[2]];
    rr += weight * dr * dr;
    rg += weight * dr * dg;
    rb += weight * dr * db;
    gg += weight * dg * dg;
    gb += weight * dg * db;
    bb += weight * db * db;
  });
  const row = (a: number, b: number, c: number): Vector3 => [a / total, b / total, c / total];
  return { mean, covariance: [row(rr, rg, rb), row(rg, gg, gb), row(rb, gb, bb)] };
}

/**
 * A picture of independent pixels, drawn from the normal distribution with the given moments and clamped to
 * 0..1: noise in the colours of a style, to start an optimisation from.
 */
export function drawColours(statistics: ColourStatistics, size: Size, rng: Rng): Picture {
  const { width, height } = size;
  const spread = squareRoot(statistics.covariance);
  const pixels = new Float32Array(width * height * RGB);
  for (let i = 0; i < pixels.length; i += RGB) {
    const offset = apply(spread, [rng.normal(), rng.normal(), rng.normal()]);
    for (let c = 0; c < RGB; c++) {
      const value = statistics.mean[c]! + offset[c]!;
      pixels[i + c] = Math.min(1, Math.max(0, value));
    }
  }
  return { width, height, pixels };
}
