import type { ArrayValue } from '../engine/objective.js';

/**
 * How a statistic of several examples is that of all of them laid side by side: it is taken to a space in which that is the
 * mean, and back. Arrays are [regions, rows, channels].
 */
export interface MeanBlend {
  toMeans(statistic: ArrayValue): Float32Array;
  fromMeans(means: Float32Array, shape: readonly number[]): Float32Array;
  /** The first rows of a part's statistic that `slopeOfPart` looks at: nothing else of a part has to be kept. */
  readonly rowsOfPart: number;
  /**
   * How a function of the statistic of the whole changes with that of a part, for each unit of the part's share: the chain rule.
   *
   * @param slope of the function in the statistic of the whole
   * @param part its first rows, `rowsOfPart` of them
   */
  slopeOfPart(slope: ArrayValue, whole: ArrayValue, part: ArrayValue): Float32Array;
}

/**
 * For collections, such as patches: all rows of [regions, rows, ...] one behind the other, whatever the shares. Regions with
 * fewer rows than others are filled up with `padding`.
 */
export interface Union {
  readonly padding: number;
}

/** How a measured array mixes with those of other examples. */
export type Blend = MeanBlend | Union;

/** Whether arrays are collected, not averaged. */
export const isUnion = (blend: Blend): blend is Union => 'padding' in blend;

/** The first rows of each region of [regions, rows, channels]. */
export function firstRows({ shape, data }: ArrayValue, rows: number): ArrayValue {
  const [regions = 1, all = 1, channels = 1] = shape;
  const result = new Float32Array(regions * rows * channels);
  for (let region = 0; region < regions; region++) {
    const begin = region * all * channels;
    result.set(data.subarray(begin, begin + rows * channels), region * rows * channels);
  }
  return { shape: [regions, rows, channels], data: result };
}

/** Second moments, histograms by quantile, features: they are averaged as they are. */
export const MEAN: MeanBlend = {
  toMeans: ({ data }) => data,
  fromMeans: (means) => means,
  rowsOfPart: 0,
  slopeOfPart: ({ data }) => data,
};

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

/** The same with each region's parts of several arrays; the result is as large as the first. */
function byRegions(
  arrays: readonly ArrayValue[],
  change: (parts: readonly Float32Array[]) => Float32Array,
): Float32Array {
  const [{ data, shape }] = arrays as [ArrayValue];
  const [regions = 1] = shape;
  const result = new Float32Array(data.length);
  for (let region = 0; region < regions; region++) {
    const parts = arrays.map((array) => {
      const length = array.data.length / regions;
      return array.data.subarray(region * length, (region + 1) * length);
    });
    result.set(change(parts), (region * data.length) / regions);
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
export const GAUSSIAN: MeanBlend = {
  toMeans: ({ data, shape }) => byRegion(data, shape, (part) => addMeanProducts(part, shape.at(-1) ?? 1, 1)),
  fromMeans: (means, shape) => byRegion(means, shape, (part) => addMeanProducts(part, shape.at(-1) ?? 1, -1)),
  rowsOfPart: 1,
  slopeOfPart: (slope, whole, part) =>
    byRegions([slope, whole, part], ([s, w, p]) => gaussianSlope(s!, w!, p!, slope.shape.at(-1) ?? 1)),
};

/**
 * The covariance of the whole has the products of how far means of parts are from its own: with G its slope, a part's mean has
 * (G + G') (part's mean - mean) beside the slope of the mean.
 */
function gaussianSlope(
  slope: Float32Array,
  whole: Float32Array,
  part: Float32Array,
  channels: number,
): Float32Array {
  const result = slope.slice();
  for (let i = 0; i < channels; i++) {
    let sum = slope[i]!;
    for (let j = 0; j < channels; j++) {
      const both = slope[(1 + i) * channels + j]! + slope[(1 + j) * channels + i]!;
      sum += both * (part[j]! - whole[j]!);
    }
    result[i] = sum;
  }
  return result;
}

/** Mean and deviation of each channel, [regions, 2, channels]: by the law of total variance. */
export const DEVIATIONS: MeanBlend = {
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
  rowsOfPart: 2,
  slopeOfPart: (slope, whole, part) =>
    byRegions([slope, whole, part], ([s, w, p]) => {
      const channels = s!.length / 2;
      return s!.map((value, i) => {
        if (i >= channels) return (value * p![i]!) / w![i]!;
        return value + (s![i + channels]! / w![i + channels]!) * (p![i]! - w![i]!);
      });
    }),
};

/** The rows of all arrays [regions, rows, ...], region by region. */
export function joinRows(arrays: readonly ArrayValue[]): ArrayValue {
  const [regions = 1, , ...row] = arrays[0]!.shape;
  const rows = arrays.reduce((sum, { shape }) => sum + shape[1]!, 0);
  const data = new Float32Array(arrays.reduce((sum, array) => sum + array.data.length, 0));
  let offset = 0;
  for (let region = 0; region < regions; region++) {
    for (const array of arrays) {
      const length = array.data.length / regions;
      data.set(array.data.subarray(region * length, (region + 1) * length), offset);
      offset += length;
    }
  }
  return { shape: [regions, rows, ...row], data };
}

/** Arrays [1, rows, ...] as the regions of one; the rows that some have less than others are `padding`. */
export function stackRows(arrays: readonly ArrayValue[], padding: number): ArrayValue {
  const rows = Math.max(...arrays.map(({ shape }) => shape[1] ?? 1));
  const [, , ...row] = arrays[0]!.shape;
  const length = row.reduce((size, side) => size * side, rows);
  const data = new Float32Array(arrays.length * length).fill(padding);
  arrays.forEach((array, i) => {
    data.set(array.data, i * length);
  });
  return { shape: [arrays.length, rows, ...row], data };
}

/** One statistic of several examples, taken in one by one; only collections are kept as they are. */
export class BlendPool {
  readonly #blend: Blend;
  readonly #collected: ArrayValue[] = [];
  #sum: Float64Array | undefined;
  #shape: readonly number[] = [];
  #shares = 0;

  constructor(blend: Blend) {
    this.#blend = blend;
  }

  /** @param share only the ratios of shares count; collections ask only whether it is 0 */
  add(statistic: ArrayValue, share: number): void {
    this.#shares += share;
    if (isUnion(this.#blend)) {
      if (share > 0) this.#collected.push(statistic);
      return;
    }
    const means = this.#blend.toMeans(statistic);
    this.#shape = statistic.shape;
    this.#sum ??= new Float64Array(means.length);
    const sum = this.#sum;
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + share * means[i]!;
  }

  /** What all examples have together. @throws RangeError if there were none, or all shares are 0 */
  result(): ArrayValue {
    const shares = this.#shares;
    if (shares === 0) throw new RangeError('expected at least one example with a share');
    if (isUnion(this.#blend)) return joinRows(this.#collected);
    const means = new Float32Array(this.#sum!.map((value) => value / shares));
    return { shape: this.#shape, data: this.#blend.fromMeans(means, this.#shape) };
  }
}
