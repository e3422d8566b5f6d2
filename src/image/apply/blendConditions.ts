import type { ArrayValue } from '../../shared/engine/objective.js';
import type { ConditionBlend } from '../../shared/stylise/family.js';
import { BlendPool, GAUSSIAN, joinRows, MEAN } from '../../shared/terms/blend.js';

type Conditions = Readonly<Record<string, ArrayValue>>;

const MEANS = ' mean';
const COVARIANCES = ' covariance';

/**
 * What is known of several styles as if they were one, so that what varies between them counts too where a net asks for that.
 *
 * @param shares of each; only their ratios count, and of rows below each other none does
 */
export function blendConditions(
  styles: readonly Conditions[],
  shares: readonly number[],
  blend: ConditionBlend,
): Conditions {
  const [first = {}] = styles;
  if (styles.length === 1) return first;
  return Object.assign(
    {},
    ...Object.keys(first).map((name) => BLENDS[blend](styles, shares, name)),
  ) as Conditions;
}

const BLENDS: Readonly<
  Record<
    ConditionBlend,
    (styles: readonly Conditions[], shares: readonly number[], name: string) => Conditions
  >
> = {
  mean: (styles, shares, name) => {
    const pool = new BlendPool(MEAN);
    styles.forEach((style, i) => {
      pool.add(style[name]!, shares[i]!);
    });
    return { [name]: pool.result() };
  },
  // By the law of total covariance, mean and covariance of a level at a time.
  gaussian: (styles, shares, name) => {
    if (!name.endsWith(MEANS)) return {};
    return blendLevel(styles, shares, name, name.slice(0, -MEANS.length) + COVARIANCES);
  },
  union: (styles, _, name) => {
    // One region.
    const parts = styles.map((style) => style[name]!);
    const all = joinRows(parts.map(({ shape, data }) => ({ shape: [1, ...shape], data })));
    return { [name]: { shape: all.shape.slice(1), data: all.data } };
  },
};

function blendLevel(
  styles: readonly Conditions[],
  shares: readonly number[],
  mean: string,
  covariance: string,
): Conditions {
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
