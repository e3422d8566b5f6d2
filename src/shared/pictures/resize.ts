import { type Picture, RGB, type Size } from './picture.js';
import { type Kernel, resample } from './resample.js';

/** Alpha below half an 8-bit step counts as nothing: a colour divided by less is noise. */
const INVISIBLE_ALPHA = 0.5 / 255;

/** Joins colours multiplied by alpha, and alpha: [height, width, 4]. */
function premultiply(pixels: Float32Array, alpha: Float32Array): Float32Array {
  const joined = new Float32Array(alpha.length * (RGB + 1));
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i]!;
    for (let c = 0; c < RGB; c++) joined[i * 4 + c] = a * pixels[i * RGB + c]!;
    joined[i * 4 + RGB] = a;
  }
  return joined;
}

/** The inverse of `premultiply`. Invisible pixels are left black. */
function unpremultiply(joined: Float32Array): { pixels: Float32Array; alpha: Float32Array } {
  const count = joined.length / (RGB + 1);
  const pixels = new Float32Array(count * RGB);
  const alpha = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const a = joined[i * 4 + RGB]!;
    if (a < INVISIBLE_ALPHA) continue;
    alpha[i] = Math.min(1, a);
    for (let c = 0; c < RGB; c++) pixels[i * RGB + c] = joined[i * 4 + c]! / a;
  }
  return { pixels, alpha };
}

/** Mean colour weighted by alpha; black if all is transparent. */
function meanVisible(pixels: Float32Array, alpha: Float32Array): Float64Array {
  const sums = new Float64Array(RGB);
  let weight = 0;
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i]!;
    weight += a;
    for (let c = 0; c < RGB; c++) sums[c] = sums[c]! + a * pixels[i * RGB + c]!;
  }
  return sums.map((sum) => (weight > 0 ? sum / weight : 0));
}

/** Gives fully transparent pixels the mean colour of the visible ones, in place (see `Picture`). */
export function fillTransparent(pixels: Float32Array, alpha: Float32Array): void {
  const mean = meanVisible(pixels, alpha);
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i]! === 0) pixels.set(mean, i * RGB);
  }
}

/**
 * The picture at another size; a copy when the size is the same.
 *
 * Values are resampled as they are stored, gamma-encoded, and not in linear light: the networks were
 * trained on pictures made smaller that way, and overshoot at edges is even in light and dark.
 *
 * Transparent pixels lend no colour to their neighbours. Nothing is clamped.
 */
export function resizePicture(picture: Picture, size: Size, kernel: Kernel = 'catmull-rom'): Picture {
  const { width, height } = size;
  if (!picture.alpha) return { width, height, pixels: resample(picture.pixels, picture, size, kernel) };
  const joined = premultiply(picture.pixels, picture.alpha);
  const { pixels, alpha } = unpremultiply(resample(joined, picture, size, kernel));
  fillTransparent(pixels, alpha);
  return { width, height, pixels, alpha };
}
