import { type Picture, RGB, type Size } from './picture.js';
import { type Premultiplied, premultiply, unpremultiply } from './premultiplied.js';
import { type Kernel, resample } from './resample.js';

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
  const rgba = resample(premultiply(picture).rgba, picture, size, kernel);
  const resized = unpremultiply({ width, height, rgba });
  fillTransparent(resized.pixels, resized.alpha);
  return resized;
}

/** The picture at another size, by the kernel that never leaves the range of its input: alpha stays in 0..1. */
export function resizePremultiplied(picture: Premultiplied, { width, height }: Size): Premultiplied {
  return { width, height, rgba: resample(picture.rgba, picture, { width, height }, 'triangle', 'leave-out') };
}
