import type { ArrayValue } from '../../shared/engine/objective.js';
import type { StyleStatisticName } from '../../shared/losses/style.js';

/** One statistic of several sounds, each with its share. */
export interface Part {
  readonly statistic: ArrayValue;
  /** Those of all parts sum to 1. */
  readonly share: number;
}

/**
 * The statistic of sounds that are laid one behind the other, each as long as its share: for Gram matrices the mean; for
 * mean and covariance, what varies from part to part counts too.
 */
export function poolStatistics(name: StyleStatisticName, parts: readonly Part[]): ArrayValue {
  const [first] = parts;
  if (!first) throw new RangeError('expected at least one part');
  const { shape } = first.statistic;
  if (name !== 'wasserstein')
    return {
      shape,
      data: mean(
        parts.map(({ statistic }) => statistic.data),
        parts,
      ),
    };
  const channels = shape[1] as number;
  const means = mean(
    parts.map(({ statistic }) => statistic.data.subarray(0, channels)),
    parts,
  );
  const products = mean(
    parts.map(({ statistic }) => secondMoments(statistic.data, channels)),
    parts,
  );
  const data = new Float32Array(channels + products.length);
  data.set(means);
  for (let i = 0; i < products.length; i++) {
    const [a, b] = [means[Math.floor(i / channels)] as number, means[i % channels] as number];
    data[channels + i] = (products[i] as number) - a * b;
  }
  return { shape, data };
}

function mean(arrays: readonly Float32Array[], parts: readonly Part[]): Float32Array {
  const sum = new Float64Array(arrays[0]?.length ?? 0);
  arrays.forEach((array, k) => {
    const { share } = parts[k] as Part;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + share * (array[i] as number);
  });
  return Float32Array.from(sum);
}

/** Covariance plus the product of means, [channels * channels]. */
function secondMoments(moments: Float32Array, channels: number): Float32Array {
  return moments.subarray(channels).map((covariance, i) => {
    const [a, b] = [moments[Math.floor(i / channels)] as number, moments[i % channels] as number];
    return covariance + a * b;
  });
}
