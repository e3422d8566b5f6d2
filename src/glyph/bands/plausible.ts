/** What colours the example has at places like each one of the target: what holds the effect to the shape. */

import { timesLower } from '../../shared/linalg/cholesky.js';
import type { Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import type { Rng } from '../../shared/rng.js';
import { PLAUSIBLE_DEVIATIONS } from '../../shared/terms/plausible.js';
import { ANALOGUES } from './analogues.js';
import { ColourDistribution } from './colours.js';

/** Colours of one place that differ by less than this are alike: deviation of each channel, at least. */
const TOLERANCE = 0.012;

/** The colours that are plausible for each pixel, as normal distributions. */
export interface Plausible {
  /** [height, width, 4] */
  readonly mean: Float32Array;
  /** [height, width, 4, 4]: turns what differs from the mean into deviations. */
  readonly whitening: Float32Array;
  /** [height, width, 4]: any plausible colour. */
  readonly random: Float32Array;
}

/** @param analogues [pixels, ANALOGUES], pixels of the example */
export function plausibleColours(analogues: Int32Array, { rgba }: Premultiplied, rng: Rng): Plausible {
  const count = analogues.length / ANALOGUES;
  const plausible = roomFor(count);
  const colours = new ColourDistribution();
  for (let i = 0; i < count; i++) {
    const pixels = analogues.subarray(i * ANALOGUES, (i + 1) * ANALOGUES);
    colours.fit(rgba, pixels, TOLERANCE);
    storeColours(plausible, i, colours, colourOf(rgba, pixels[rng.integer(ANALOGUES)]!));
  }
  return plausible;
}

/** For a texture, which is as likely to be in any place: its own distribution everywhere. */
export function uniformlyPlausible({ rgba }: Premultiplied, size: Size, rng: Rng): Plausible {
  const all = Int32Array.from({ length: rgba.length / RGBA }, (_, i) => i);
  const plausible = roomFor(size.width * size.height);
  const colours = new ColourDistribution();
  colours.fit(rgba, all, TOLERANCE);
  for (let i = 0; i < size.width * size.height; i++) {
    storeColours(plausible, i, colours, colourOf(rgba, rng.integer(all.length)));
  }
  return plausible;
}

function roomFor(pixels: number): Plausible {
  return {
    mean: new Float32Array(pixels * RGBA),
    whitening: new Float32Array(pixels * RGBA * RGBA),
    random: new Float32Array(pixels * RGBA),
  };
}

/** @param drawn [4], one of the colours */
function storeColours(
  { mean, whitening, random }: Plausible,
  pixel: number,
  colours: ColourDistribution,
  drawn: Float32Array,
): void {
  mean.set(colours.mean, pixel * RGBA);
  whitening.set(colours.whitening, pixel * RGBA * RGBA);
  random.set(drawn, pixel * RGBA);
}

const colourOf = (rgba: Float32Array, pixel: number) => rgba.subarray(pixel * RGBA, (pixel + 1) * RGBA);

/** The difference of a pixel's colour to the mean. */
function differenceAt(rgba: Float32Array, mean: Float32Array, i: number, out: Float64Array): void {
  for (let c = 0; c < RGBA; c++) out[c] = rgba[i + c]! - mean[i + c]!;
}

/**
 * Makes colours plausible: those beyond the limit are pulled towards the mean, and differences no larger than the tolerance,
 * where all analogues agree, are taken for noise (Wiener's filter: d - t^2 C^-1 d for a covariance C with a tolerance of t).
 */
export function makePlausible(rgba: Float32Array, { mean, whitening }: Plausible): Float32Array {
  const out = new Float32Array(rgba.length);
  const [difference, deviations] = [new Float64Array(RGBA), new Float64Array(RGBA)];
  for (let i = 0; i < rgba.length; i += RGBA) {
    differenceAt(rgba, mean, i, difference);
    timesLower(whitening, i * RGBA, difference, deviations);
    const size = Math.hypot(...deviations);
    const share = size > PLAUSIBLE_DEVIATIONS ? PLAUSIBLE_DEVIATIONS / size : 1;
    for (let c = 0; c < RGBA; c++) {
      let noise = 0;
      for (let a = c; a < RGBA; a++) {
        noise += whitening[i * RGBA + a * RGBA + c]! * deviations[a]!;
      }
      out[i + c] = mean[i + c]! + share * (difference[c]! - TOLERANCE ** 2 * noise);
    }
  }
  return out;
}
