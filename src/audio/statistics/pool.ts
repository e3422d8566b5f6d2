import type { ArrayValue } from '../../shared/engine/objective.js';
import type { SoundStatisticName } from './soundStatistics.js';

/** One statistic of several sounds, each with its share. */
export interface Part {
  readonly statistic: ArrayValue;
  /** Only the ratios of shares count. */
  readonly share: number;
}

/**
 * The statistic of sounds that are laid one behind the other, each as long as its share: the mean; for mean and
 * covariance, what varies from part to part counts too. Parts are taken in one by one and not kept.
 */
export class StatisticPool {
  #sum: Float64Array | undefined;
  #shape: readonly number[] = [];
  #shares = 0;

  constructor(readonly name: SoundStatisticName) {}

  add({ statistic: { data, shape }, share }: Part): void {
    this.#shape = shape;
    this.#shares += share;
    this.#sum ??= new Float64Array(data.length);
    const sum = this.#sum;
    const products = this.name === 'wasserstein' ? secondMoments(data, shape[1] as number) : data;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + share * (products[i] as number);
  }

  /** What all parts have together. @throws RangeError if there were none */
  result(): ArrayValue {
    const shares = this.#shares;
    if (!this.#sum) throw new RangeError('expected at least one part');
    const mean = Float32Array.from(this.#sum, (x) => x / shares);
    const channels = this.#shape[1] as number;
    return {
      shape: this.#shape,
      data: this.name === 'wasserstein' ? withMeanProducts(mean, channels, -1) : mean,
    };
  }
}

/** The statistic of all parts at once. */
export function poolStatistics(name: SoundStatisticName, parts: readonly Part[]): ArrayValue {
  const pool = new StatisticPool(name);
  for (const part of parts) pool.add(part);
  return pool.result();
}

const secondMoments = (moments: Float32Array, channels: number) => withMeanProducts(moments, channels, 1);

/** A mean [channels] and a matrix [channels * channels] to which the products of the mean are added, `sign` times. */
function withMeanProducts(moments: Float32Array, channels: number, sign: number): Float32Array {
  return moments.map((value, at) => {
    if (at < channels) return value;
    const [a, b] = [moments[Math.floor(at / channels) - 1] as number, moments[at % channels] as number];
    return value + sign * a * b;
  });
}
