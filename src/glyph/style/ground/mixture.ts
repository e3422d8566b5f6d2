import { RGB } from '../../../shared/pictures/picture.js';

/** Rounds of expectation and maximisation. */
const ROUNDS = 8;
/** Least variance of a channel: noise of 8-bit pictures and of JPEG. */
const LEAST_VARIANCE = 0.015 ** 2;
/** More samples do not change the fit. */
const MAX_SAMPLES = 4000;
/** Entries of a symmetric 3x3 matrix: xx, xy, xz, yy, yz, zz. */
const ENTRIES = 6;

interface Component {
  readonly weight: number;
  readonly mean: readonly number[];
  /** Inverse of the covariance. */
  readonly inverse: readonly number[];
  readonly logScale: number;
}

/** Colours as a few normal distributions. */
export interface Mixture {
  readonly components: readonly Component[];
}

function componentOf(weight: number, mean: readonly number[], covariance: readonly number[]): Component {
  const [a, b, c, d, e, f] = covariance as [number, number, number, number, number, number];
  const [A, B, C] = [d * f - e * e, c * e - b * f, b * e - c * d];
  const determinant = a * A + b * B + c * C;
  const inverse = [A, B, C, a * f - c * c, b * c - a * e, a * d - b * b].map((entry) => entry / determinant);
  return { weight, mean, inverse, logScale: Math.log(Math.max(1e-9, weight)) - 0.5 * Math.log(determinant) };
}

function squaredDistance({ mean, inverse }: Component, pixels: Float32Array, i: number): number {
  const x = pixels[i * RGB]! - mean[0]!;
  const y = pixels[i * RGB + 1]! - mean[1]!;
  const z = pixels[i * RGB + 2]! - mean[2]!;
  return (
    inverse[0]! * x * x +
    inverse[3]! * y * y +
    inverse[5]! * z * z +
    2 * (inverse[1]! * x * y + inverse[2]! * x * z + inverse[4]! * y * z)
  );
}

/** Colours that lie far from one another: each time the sample that is furthest from those chosen. */
function spreadOut(pixels: Float32Array, samples: readonly number[], count: number): number[] {
  const chosen = [samples[0]!];
  const gap = (a: number, b: number) =>
    [0, 1, 2].reduce((sum, c) => sum + (pixels[a * RGB + c]! - pixels[b * RGB + c]!) ** 2, 0);
  const nearest = samples.map((i) => gap(i, chosen[0]!));
  while (chosen.length < count) {
    let furthest = 0;
    for (const [s, value] of nearest.entries()) if (value > nearest[furthest]!) furthest = s;
    const next = samples[furthest]!;
    chosen.push(next);
    for (const [s, i] of samples.entries()) nearest[s] = Math.min(nearest[s]!, gap(i, next));
  }
  return chosen;
}

/** Sums of one component: weight, colours, products of colours. */
function sumsOf(pixels: Float32Array, samples: readonly number[], shares: Float64Array): Float64Array {
  const sums = new Float64Array(1 + RGB + ENTRIES);
  for (const [s, i] of samples.entries()) {
    const share = shares[s]!;
    const [r, g, b] = [pixels[i * RGB]!, pixels[i * RGB + 1]!, pixels[i * RGB + 2]!];
    const parts = [1, r, g, b, r * r, r * g, r * b, g * g, g * b, b * b];
    for (const [k, part] of parts.entries()) sums[k] = sums[k]! + share * part;
  }
  return sums;
}

function maximise(pixels: Float32Array, samples: readonly number[], shares: Float64Array): Component {
  const [count = 0, ...sums] = sumsOf(pixels, samples, shares);
  const n = Math.max(1e-9, count);
  const [r = 0, g = 0, b = 0, ...squares] = sums.map((sum) => sum / n);
  const products = [r * r, r * g, r * b, g * g, g * b, b * b];
  const covariance = squares.map((square, k) => square - products[k]! + ([0, 3, 5].includes(k) ? LEAST_VARIANCE : 0));
  return componentOf(count / samples.length, [r, g, b], covariance);
}

/**
 * Fits a mixture of normal distributions to the colours of some pixels, by expectation and maximisation.
 *
 * @param pixels [n, 3]
 * @param indices of the pixels it is fitted to, at least one
 */
export function fitMixture(pixels: Float32Array, indices: Uint32Array, count: number): Mixture {
  const step = Math.max(1, Math.ceil(indices.length / MAX_SAMPLES));
  const samples = [...indices.filter((_, s) => s % step === 0)];
  const seeds = spreadOut(pixels, samples, Math.min(count, samples.length));
  const wide = [0.02, 0, 0, 0.02, 0, 0.02];
  let components = seeds.map((i) => componentOf(1 / seeds.length, [...pixels.subarray(i * RGB, i * RGB + RGB)], wide));
  for (let round = 0; round < ROUNDS; round++) {
    const shares = components.map(() => new Float64Array(samples.length));
    for (const [s, i] of samples.entries()) {
      const logs = components.map((component) => component.logScale - 0.5 * squaredDistance(component, pixels, i));
      const most = Math.max(...logs);
      const likely = logs.map((log) => Math.exp(log - most));
      const sum = likely.reduce((a, b) => a + b, 0);
      for (const [k, value] of likely.entries()) shares[k]![s] = value / sum;
    }
    components = shares.map((own) => maximise(pixels, samples, own)).filter(({ weight }) => weight > 1e-4);
  }
  return { components };
}

/** Negative logarithm of how likely a pixel's colour is (but for a constant): of the mixture's component that suits it best. */
export function unlikelihood({ components }: Mixture, pixels: Float32Array, i: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const component of components) {
    best = Math.max(best, component.logScale - 0.5 * squaredDistance(component, pixels, i));
  }
  return -best;
}

/** How many standard deviations a pixel's colour lies off the nearest component. */
export function deviation({ components }: Mixture, pixels: Float32Array, i: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const component of components) least = Math.min(least, squaredDistance(component, pixels, i));
  return Math.sqrt(least);
}
