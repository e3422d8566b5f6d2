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

/** The squared distance of each colour to a component, in its standard deviations; into `out`. @param colours [n, 3] */
function squaredDistances({ mean, inverse }: Component, colours: Float32Array, out: Float64Array): void {
  const [red, green, blue] = mean as [number, number, number];
  const [xx, xy, xz, yy, yz, zz] = inverse as [number, number, number, number, number, number];
  for (let s = 0, k = 0; s < out.length; s++, k += RGB) {
    const x = colours[k]! - red;
    const y = colours[k + 1]! - green;
    const z = colours[k + 2]! - blue;
    out[s] = xx * x * x + yy * y * y + zz * z * z + 2 * (xy * x * y + xz * x * z + yz * y * z);
  }
}

/** Colours that lie far from one another: each time the sample that is furthest from those chosen. @returns their numbers */
function spreadOut(samples: Float32Array, count: number): number[] {
  const chosen = [0];
  const nearest = new Float64Array(samples.length / RGB).fill(Number.POSITIVE_INFINITY);
  for (;;) {
    const last = chosen.at(-1)! * RGB;
    let furthest = 0;
    for (let s = 0, k = 0; s < nearest.length; s++, k += RGB) {
      const red = samples[k]! - samples[last]!;
      const green = samples[k + 1]! - samples[last + 1]!;
      const blue = samples[k + 2]! - samples[last + 2]!;
      nearest[s] = Math.min(nearest[s]!, red * red + green * green + blue * blue);
      if (nearest[s]! > nearest[furthest]!) furthest = s;
    }
    if (chosen.length >= count) return chosen;
    chosen.push(furthest);
  }
}

/** Sums of one component: weight, colours, products of colours. */
function sumsOf(samples: Float32Array, shares: Float64Array): Float64Array {
  const sums = new Float64Array(1 + RGB + ENTRIES);
  for (let s = 0; s < shares.length; s++) {
    const share = shares[s]!;
    if (share < 1e-6) continue;
    const i = s * RGB;
    sums[0] = sums[0]! + share;
    let entry = 1 + RGB;
    for (let c = 0; c < RGB; c++) {
      const weighted = share * samples[i + c]!;
      sums[1 + c] = sums[1 + c]! + weighted;
      for (let k = c; k < RGB; k++, entry++) sums[entry] = sums[entry]! + weighted * samples[i + k]!;
    }
  }
  return sums;
}

/** For each component how much of each sample is its own. */
function expect(samples: Float32Array, components: readonly Component[]): Float64Array[] {
  const shares = components.map((component) => {
    const logs = new Float64Array(samples.length / RGB);
    squaredDistances(component, samples, logs);
    for (let s = 0; s < logs.length; s++) logs[s] = component.logScale - 0.5 * logs[s]!;
    return logs;
  });
  for (let s = 0; s < samples.length / RGB; s++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < shares.length; k++) most = Math.max(most, shares[k]![s]!);
    let sum = 0;
    for (let k = 0; k < shares.length; k++) {
      const share = Math.exp(shares[k]![s]! - most);
      shares[k]![s] = share;
      sum += share;
    }
    for (let k = 0; k < shares.length; k++) shares[k]![s] = shares[k]![s]! / sum;
  }
  return shares;
}

function maximise(samples: Float32Array, shares: Float64Array): Component {
  const [count = 0, ...sums] = sumsOf(samples, shares);
  const n = Math.max(1e-9, count);
  const [r = 0, g = 0, b = 0, ...squares] = sums.map((sum) => sum / n);
  const products = [r * r, r * g, r * b, g * g, g * b, b * b];
  const covariance = squares.map(
    (square, k) => square - products[k]! + ([0, 3, 5].includes(k) ? LEAST_VARIANCE : 0),
  );
  return componentOf(count / shares.length, [r, g, b], covariance);
}

/**
 * Fits a mixture of normal distributions to the colours of some pixels, by expectation and maximisation.
 *
 * @param pixels [n, 3]
 * @param indices of the pixels it is fitted to, at least one
 */
export function fitMixture(pixels: Float32Array, indices: Uint32Array, count: number): Mixture {
  const step = Math.max(1, Math.ceil(indices.length / MAX_SAMPLES));
  const samples = new Float32Array(Math.ceil(indices.length / step) * RGB);
  for (let s = 0, k = 0; k < samples.length; s += step) {
    const i = indices[s]! * RGB;
    for (let c = 0; c < RGB; c++) samples[k++] = pixels[i + c]!;
  }
  const seeds = spreadOut(samples, Math.min(count, samples.length / RGB));
  const wide = [0.02, 0, 0, 0.02, 0, 0.02];
  let components = seeds.map((s) =>
    componentOf(1 / seeds.length, [...samples.subarray(s * RGB, s * RGB + RGB)], wide),
  );
  for (let round = 0; round < ROUNDS; round++) {
    components = expect(samples, components)
      .map((shares) => maximise(samples, shares))
      .filter(({ weight }) => weight > 1e-4);
  }
  return { components };
}

/** The least that components say of each colour. @param measure of a component and the squared distance to it */
function least(
  { components }: Mixture,
  colours: Float32Array,
  measure: (component: Component, square: number) => number,
): Float32Array {
  const out = new Float32Array(colours.length / RGB).fill(Number.POSITIVE_INFINITY);
  const squares = new Float64Array(out.length);
  for (const component of components) {
    squaredDistances(component, colours, squares);
    for (let i = 0; i < out.length; i++) out[i] = Math.min(out[i]!, measure(component, squares[i]!));
  }
  return out;
}

/** Negative logarithms of how likely colours are (but for a constant): of the mixture's component that suits each best. @param colours [n, 3] */
export function unlikelihoods(mixture: Mixture, colours: Float32Array): Float32Array {
  return least(mixture, colours, ({ logScale }, square) => 0.5 * square - logScale);
}

/** How many standard deviations each colour lies off the nearest component. @param colours [n, 3] */
export function deviations(mixture: Mixture, colours: Float32Array): Float32Array {
  return least(mixture, colours, (_, square) => square).map(Math.sqrt);
}
