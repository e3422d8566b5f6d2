/** What colours the example has at places like each one of the target: what holds the effect to the shape. */
import type { Rng } from '../../shared/rng.js';
import { type Premultiplied, RGBA, type Size } from '../grid.js';
import { ANALOGUES } from './analogues.js';
import { whiten } from './whiten.js';

/** Colours of one place that differ by less than this are alike: deviation of each channel, at least. */
const TOLERANCE = 0.012;
/** Colours farther than this from the mean are not plausible, in deviations. */
export const PLAUSIBLE_DEVIATIONS = 2;

/** The colours that are plausible for each pixel, as normal distributions. */
export interface Plausible {
  /** [height, width, 4] */
  readonly mean: Float32Array;
  /** [height, width, 4, 4]: turns what differs from the mean into deviations. */
  readonly whitening: Float32Array;
  /** [height, width, 4]: any plausible colour. */
  readonly random: Float32Array;
}

/** Mean of some pixels' colours. */
function meanColour(rgba: Float32Array, pixels: Int32Array, mean: Float64Array): void {
  mean.fill(0);
  for (const pixel of pixels) {
    for (let c = 0; c < RGBA; c++) mean[c] = (mean[c] as number) + (rgba[pixel * RGBA + c] as number);
  }
  for (let c = 0; c < RGBA; c++) mean[c] = (mean[c] as number) / pixels.length;
}

/** Covariance of some pixels' colours, [4, 4], with the tolerance added. */
function covarianceOf(rgba: Float32Array, pixels: Int32Array, mean: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (const pixel of pixels) {
    for (let a = 0; a < RGBA; a++) {
      const first = (rgba[pixel * RGBA + a] as number) - (mean[a] as number);
      for (let b = 0; b <= a; b++) {
        const second = (rgba[pixel * RGBA + b] as number) - (mean[b] as number);
        out[a * RGBA + b] = (out[a * RGBA + b] as number) + (first * second) / pixels.length;
      }
    }
  }
  for (let a = 0; a < RGBA; a++) out[a * RGBA + a] = (out[a * RGBA + a] as number) + TOLERANCE ** 2;
}

/** @param analogues [pixels, ANALOGUES], pixels of the example */
export function plausibleColours(analogues: Int32Array, { rgba }: Premultiplied, rng: Rng): Plausible {
  const count = analogues.length / ANALOGUES;
  const means = new Float32Array(count * RGBA);
  const whitening = new Float32Array(count * RGBA * RGBA);
  const random = new Float32Array(count * RGBA);
  const mean = new Float64Array(RGBA);
  const covariance = new Float64Array(RGBA * RGBA);
  for (let i = 0; i < count; i++) {
    const own = analogues.subarray(i * ANALOGUES, (i + 1) * ANALOGUES);
    meanColour(rgba, own, mean);
    covarianceOf(rgba, own, mean, covariance);
    means.set(mean, i * RGBA);
    whitening.set(whiten(covariance, RGBA), i * RGBA * RGBA);
    const chosen = (own[rng.integer(ANALOGUES)] as number) * RGBA;
    random.set(rgba.subarray(chosen, chosen + RGBA), i * RGBA);
  }
  return { mean: means, whitening, random };
}

/** For a texture, which is as likely to be in any place: its own distribution everywhere. */
export function uniformlyPlausible({ rgba }: Premultiplied, size: Size, rng: Rng): Plausible {
  const count = size.width * size.height;
  const all = Int32Array.from({ length: rgba.length / RGBA }, (_, i) => i);
  const [mean, covariance] = [new Float64Array(RGBA), new Float64Array(RGBA * RGBA)];
  meanColour(rgba, all, mean);
  covarianceOf(rgba, all, mean, covariance);
  const matrix = whiten(covariance, RGBA);
  const means = new Float32Array(count * RGBA);
  const whitening = new Float32Array(count * RGBA * RGBA);
  const random = new Float32Array(count * RGBA);
  for (let i = 0; i < count; i++) {
    means.set(mean, i * RGBA);
    whitening.set(matrix, i * RGBA * RGBA);
    const chosen = rng.integer(all.length) * RGBA;
    random.set(rgba.subarray(chosen, chosen + RGBA), i * RGBA);
  }
  return { mean: means, whitening, random };
}

/** Pulls colours that are not plausible towards the mean until they are. */
export function clipToPlausible(rgba: Float32Array, { mean, whitening }: Plausible): Float32Array {
  const out = new Float32Array(rgba.length);
  for (let i = 0; i < rgba.length; i += RGBA) {
    let square = 0;
    for (let a = 0; a < RGBA; a++) {
      let deviation = 0;
      for (let b = 0; b <= a; b++) {
        const difference = (rgba[i + b] as number) - (mean[i + b] as number);
        deviation += (whitening[i * RGBA + a * RGBA + b] as number) * difference;
      }
      square += deviation * deviation;
    }
    const share = Math.min(1, PLAUSIBLE_DEVIATIONS / Math.sqrt(square + 1e-12));
    for (let c = 0; c < RGBA; c++) {
      out[i + c] = (mean[i + c] as number) + share * ((rgba[i + c] as number) - (mean[i + c] as number));
    }
  }
  return out;
}
