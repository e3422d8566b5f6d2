import { RGB } from '../../../shared/pictures/picture.js';

/** Rounds of expectation and maximisation. */
const ROUNDS = 8;
/** Least variance of a channel: noise of 8-bit pictures and of JPEG. */
const LEAST_VARIANCE = 0.015 ** 2;
/** More samples do not change the fit. */
const MAX_SAMPLES = 1500;
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
  for (let s = 0; s < samples.length; s++) {
    const share = shares[s]!;
    if (share < 1e-6) continue;
    const i = samples[s]! * RGB;
    sums[0] = sums[0]! + share;
    let entry = 1 + RGB;
    for (let c = 0; c < RGB; c++) {
      const weighted = share * pixels[i + c]!;
      sums[1 + c] = sums[1 + c]! + weighted;
      for (let k = c; k < RGB; k++, entry++) sums[entry] = sums[entry]! + weighted * pixels[i + k]!;
    }
  }
  return sums;
}

/** For each component how much of each sample is its own. */
function expect(
  pixels: Float32Array,
  samples: readonly number[],
  components: readonly Component[],
): Float64Array[] {
  const shares = components.map(() => new Float64Array(samples.length));
  const logs = new Float64Array(components.length);
  for (let s = 0; s < samples.length; s++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < components.length; k++) {
      const component = components[k]!;
      logs[k] = component.logScale - 0.5 * squaredDistance(component, pixels, samples[s]!);
      if (logs[k]! > most) most = logs[k]!;
    }
    let sum = 0;
    for (let k = 0; k < components.length; k++) sum += shares[k]![s] = Math.exp(logs[k]! - most);
    for (let k = 0; k < components.length; k++) shares[k]![s] = shares[k]![s]! / sum;
  }
  return shares;
}

function maximise(pixels: Float32Array, samples: readonly number[], shares: Float64Array): Component {
  const [count = 0, ...sums] = sumsOf(pixels, samples, shares);
  const n = Math.max(1e-9, count);
  const [r = 0, g = 0, b = 0, ...squares] = sums.map((sum) => sum / n);
  const products = [r * r, r * g, r * b, g * g, g * b, b * b];
  const covariance = squares.map(
    (square, k) => square - products[k]! + ([0, 3, 5].includes(k) ? LEAST_VARIANCE : 0),
  );
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
  let components = seeds.map((i) =>
    componentOf(1 / seeds.length, [...pixels.subarray(i * RGB, i * RGB + RGB)], wide),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const shares = expect(pixels, samples, components);
    components = shares
      .map((share) => maximise(pixels, samples, share))
      .filter(({ weight }) => weight > 1e-4);
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
