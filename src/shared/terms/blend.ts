import type { ArrayValue } from '../engine/objective.js';

/**
 * How a statistic of several examples is that of all of them laid side by side: it is taken to a space in which that is the
 * mean, and back. Arrays are [regions, rows, channels].
 */
export interface Blend {
  toMeans(statistic: ArrayValue): Float32Array;
  fromMeans(means: Float32Array, shape: readonly number[]): Float32Array;
}

/** Second moments, histograms by quantile, features: they are averaged as they are. */
export const MEAN: Blend = { toMeans: ({ data }) => data, fromMeans: (means) => means };

/** Calls `change` with each region's part of an array. */
function byRegion(
  data: Float32Array,
  [regions = 1]: readonly number[],
  change: (part: Float32Array) => Float32Array,
): Float32Array {
  const result = new Float32Array(data.length);
  const length = data.length / regions;
  for (let region = 0; region < regions; region++) {
    result.set(change(data.subarray(region * length, (region + 1) * length)), region * length);
  }
  return result;
}

/** A mean [channels] and a matrix [channels, channels] to which the products of the mean are added, `sign` times. */
function addMeanProducts(moments: Float32Array, channels: number, sign: number): Float32Array {
  return moments.map((value, i) => {
    if (i < channels) return value;
    const [a, b] = [moments[Math.floor(i / channels) - 1]!, moments[i % channels]!];
    return value + sign * a * b;
  });
}

/**
 * Mean and covariance, [regions, 1 + channels, channels]: by the law of total covariance, so that what varies between the
 * examples counts too.
 */
export const GAUSSIAN: Blend = {
  toMeans: ({ data, shape }) => byRegion(data, shape, (part) => addMeanProducts(part, shape.at(-1) ?? 1, 1)),
  fromMeans: (means, shape) => byRegion(means, shape, (part) => addMeanProducts(part, shape.at(-1) ?? 1, -1)),
};

/** Mean and deviation of each channel, [regions, 2, channels]: by the law of total variance. */
export const DEVIATIONS: Blend = {
  toMeans: ({ data, shape }) =>
    byRegion(data, shape, (part) => {
      const channels = part.length / 2;
      return part.map((value, i) => (i < channels ? value : value ** 2 + part[i - channels]! ** 2));
    }),
  fromMeans: (means, shape) =>
    byRegion(means, shape, (part) => {
      const channels = part.length / 2;
      return part.map((value, i) =>
        i < channels ? value : Math.sqrt(Math.max(0, value - part[i - channels]! ** 2)),
      );
    }),
};

/** One statistic of several examples, taken in one by one and not kept. */
export class BlendPool {
  readonly #blend: Blend;
  #sum: Float64Array | undefined;
  #shape: readonly number[] = [];
  #shares = 0;

  constructor(blend: Blend) {
    this.#blend = blend;
  }

  /** @param share only the ratios of shares count */
  add(statistic: ArrayValue, share: number): void {
    const means = this.#blend.toMeans(statistic);
    this.#shape = statistic.shape;
    this.#shares += share;
    this.#sum ??= new Float64Array(means.length);
    const sum = this.#sum;
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + share * means[i]!;
  }

  /** What all examples have together. @throws RangeError if there were none, or all shares are 0 */
  result(): ArrayValue {
    const shares = this.#shares;
    if (!this.#sum || shares === 0) throw new RangeError('expected at least one example with a share');
    const means = Float32Array.from(this.#sum, (value) => value / shares);
    return { shape: this.#shape, data: this.#blend.fromMeans(means, this.#shape) };
  }
}
