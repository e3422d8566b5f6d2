import type { ArrayValue } from '../../shared/engine/objective.js';
import { EXCHANGE_LEVELS } from '../../shared/stylise/exchangeNet.js';
import { statisticName } from '../../shared/stylise/styliser.js';
import { BlendPool, GAUSSIAN } from '../../shared/terms/blend.js';

type Statistics = Readonly<Record<string, ArrayValue>>;

/**
 * Statistics of several styles as those of all of them laid side by side: by the law of total covariance, so that what varies between
 * them counts too.
 *
 * @param shares of each; only their ratios count
 */
export function blendStatistics(styles: readonly Statistics[], shares: readonly number[]): Statistics {
  const [first = {}] = styles;
  if (styles.length === 1) return first;
  return Object.assign(
    {},
    ...EXCHANGE_LEVELS.map((level) => blendLevel(styles, shares, level)),
  ) as Statistics;
}

function blendLevel(styles: readonly Statistics[], shares: readonly number[], level: string): Statistics {
  const [mean, covariance] = [statisticName(level, 'mean'), statisticName(level, 'covariance')];
  const pool = new BlendPool(GAUSSIAN);
  styles.forEach((style, i) => {
    pool.add(joined(style[mean]!, style[covariance]!), shares[i]!);
  });
  const { data } = pool.result();
  const channels = styles[0]![mean]!.data.length;
  return {
    [mean]: { shape: [1, channels], data: data.slice(0, channels) },
    [covariance]: { shape: [channels, channels], data: data.slice(channels) },
  };
}

/** Mean and covariance as terms keep them, [1, 1 + c, c]. */
function joined(mean: ArrayValue, covariance: ArrayValue): ArrayValue {
  const channels = mean.data.length;
  const data = new Float32Array((1 + channels) * channels);
  data.set(mean.data);
  data.set(covariance.data, channels);
  return { shape: [1, 1 + channels, channels], data };
}
